package com.innodus.themes.safe;

import com.innodus.themes.safe.CssToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Splits CSS into tokens as browsers do (CSS Syntax Level 3, section 4). Comments vanish; escapes are decoded. */
final class CssTokenizer {

    private static final int END = -1;
    private static final int REPLACEMENT = 0xfffd;

    private final int[] input;
    private int at;
    private int line = 1;

    private CssTokenizer(String css) {
        input = css.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\f', '\n')
                .codePoints()
                .map(c -> c == 0 || c >= 0xd800 && c <= 0xdfff ? REPLACEMENT : c)
                .toArray();
    }

    static List<CssToken> tokens(String css) {
        var tokenizer = new CssTokenizer(css);
        var tokens = new ArrayList<CssToken>();
        while (tokenizer.skipComments() != END) {
            tokens.add(tokenizer.next());
        }
        return tokens;
    }

    private int skipComments() {
        while (peek(0) == '/' && peek(1) == '*') {
            advance(2);
            while (peek(0) != END && !(peek(0) == '*' && peek(1) == '/')) {
                advance(1);
            }
            advance(2);
        }
        return peek(0);
    }

    private CssToken next() {
        int start = line;
        int c = take();
        if (isSpace(c)) {
            skipSpace();
            return new CssToken(Kind.SPACE, " ", "", start);
        }
        switch (c) {
            case '"', '\'':
                return string(c, start);
            case '#':
                if (isName(peek(0)) || isEscape(0)) {
                    var unit = startsIdent(0) ? "id" : "";
                    return new CssToken(Kind.HASH, name(), unit, start);
                }
                return delim(c, start);
            case '(', '[', '{':
                return new CssToken(Kind.OPEN, Character.toString(c), "", start);
            case ')', ']', '}':
                return new CssToken(Kind.CLOSE, Character.toString(c), "", start);
            case ',':
                return new CssToken(Kind.COMMA, ",", "", start);
            case ':':
                return new CssToken(Kind.COLON, ":", "", start);
            case ';':
                return new CssToken(Kind.SEMICOLON, ";", "", start);
            case '<':
                if (peek(0) == '!' && peek(1) == '-' && peek(2) == '-') {
                    advance(3);
                    return new CssToken(Kind.MARK, "<!--", "", start);
                }
                return delim(c, start);
            case '@':
                return startsIdent(0) ? new CssToken(Kind.AT, name(), "", start) : delim(c, start);
            default:
                at--;
                return wordOrNumber(c, start);
        }
    }

    private CssToken wordOrNumber(int c, int start) {
        if (startsNumber()) {
            return number(start);
        }
        if (c == '-' && peek(1) == '-' && peek(2) == '>') {
            advance(3);
            return new CssToken(Kind.MARK, "-->", "", start);
        }
        if (startsIdent(0)) {
            return identLike(start);
        }
        advance(1);
        return c == '\\' ? new CssToken(Kind.BROKEN, "\\", "", start) : delim(c, start);
    }

    private static CssToken delim(int c, int line) {
        return new CssToken(Kind.DELIM, Character.toString(c), "", line);
    }

    private CssToken identLike(int start) {
        var name = name();
        if (peek(0) != '(') {
            return new CssToken(Kind.IDENT, name, "", start);
        }
        advance(1);
        if (!name.equalsIgnoreCase("url")) {
            return new CssToken(Kind.FUNCTION, name, "", start);
        }
        int ahead = 0;
        while (isSpace(peek(ahead))) {
            ahead++;
        }
        if (peek(ahead) == '"' || peek(ahead) == '\'') {
            return new CssToken(Kind.FUNCTION, name, "", start);
        }
        return url(start);
    }

    private CssToken url(int start) {
        var text = new StringBuilder();
        skipSpace();
        while (true) {
            if (isEscape(0)) {
                advance(1);
                text.appendCodePoint(escape());
                continue;
            }
            int c = take();
            if (c == ')' || c == END) {
                return new CssToken(Kind.URL, text.toString(), "", start);
            }
            if (isSpace(c)) {
                skipSpace();
                if (peek(0) == ')' || peek(0) == END) {
                    continue;
                }
                return brokenUrl(text, start);
            }
            if (c == '"' || c == '\'' || c == '(' || c == '\\' || c < ' ' || c == 0x7f) {
                return brokenUrl(text, start);
            }
            text.appendCodePoint(c);
        }
    }

    private CssToken brokenUrl(StringBuilder text, int start) {
        while (peek(0) != END && peek(0) != ')') {
            if (isEscape(0)) {
                advance(1);
                escape();
            } else {
                advance(1);
            }
        }
        advance(1);
        return new CssToken(Kind.BROKEN, "url(" + text, "", start);
    }

    private CssToken string(int quote, int start) {
        var text = new StringBuilder();
        while (true) {
            int c = peek(0);
            if (c == '\n') {
                return new CssToken(Kind.BROKEN, Character.toString(quote) + text, "", start);
            }
            advance(1);
            if (c == quote || c == END) {
                return new CssToken(Kind.STRING, text.toString(), "", start);
            }
            if (c != '\\') {
                text.appendCodePoint(c);
            } else if (peek(0) == '\n') {
                advance(1);
            } else if (peek(0) != END) {
                text.appendCodePoint(escape());
            }
        }
    }

    private CssToken number(int start) {
        int from = at;
        if (peek(0) == '+' || peek(0) == '-') {
            advance(1);
        }
        digits();
        if (peek(0) == '.' && isDigit(peek(1))) {
            advance(2);
            digits();
        }
        int sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
        if ((peek(0) == 'e' || peek(0) == 'E') && isDigit(peek(1 + sign))) {
            advance(2 + sign);
            digits();
        }
        var digits = new String(input, from, at - from);
        if (startsIdent(0)) {
            return new CssToken(Kind.DIMENSION, digits, name(), start);
        }
        if (peek(0) == '%') {
            advance(1);
            return new CssToken(Kind.PERCENTAGE, digits, "", start);
        }
        return new CssToken(Kind.NUMBER, digits, "", start);
    }

    private void digits() {
        while (isDigit(peek(0))) {
            advance(1);
        }
    }

    private String name() {
        var name = new StringBuilder();
        while (true) {
            if (isName(peek(0))) {
                name.appendCodePoint(take());
            } else if (isEscape(0)) {
                advance(1);
                name.appendCodePoint(escape());
            } else {
                return name.toString();
            }
        }
    }

    /** After the backslash: up to six hex digits and one white space, or the character itself. */
    private int escape() {
        int value = 0;
        int count = 0;
        while (count < 6 && Character.digit(asciiOrEnd(peek(0)), 16) >= 0) {
            value = value * 16 + Character.digit(take(), 16);
            count++;
        }
        if (count == 0) {
            int c = take();
            return c == END ? REPLACEMENT : c;
        }
        if (isSpace(peek(0))) {
            advance(1);
        }
        return value == 0 || value > 0x10ffff || value >= 0xd800 && value <= 0xdfff ? REPLACEMENT : value;
    }

    private static int asciiOrEnd(int c) {
        return c < 0x80 ? c : END;
    }

    private boolean startsNumber() {
        int sign = peek(0) == '+' || peek(0) == '-' ? 1 : 0;
        return isDigit(peek(sign)) || peek(sign) == '.' && isDigit(peek(sign + 1));
    }

    private boolean startsIdent(int ahead) {
        if (peek(ahead) == '-') {
            return isNameStart(peek(ahead + 1)) || peek(ahead + 1) == '-' || isEscape(ahead + 1);
        }
        return isNameStart(peek(ahead)) || isEscape(ahead);
    }

    private boolean isEscape(int ahead) {
        return peek(ahead) == '\\' && peek(ahead + 1) != '\n';
    }

    private static boolean isNameStart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }

    private static boolean isName(int c) {
        return isNameStart(c) || isDigit(c) || c == '-';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    private void skipSpace() {
        while (isSpace(peek(0))) {
            advance(1);
        }
    }

    private int peek(int ahead) {
        return at + ahead < input.length ? input[at + ahead] : END;
    }

    private int take() {
        int c = peek(0);
        advance(1);
        return c;
    }

    private void advance(int count) {
        for (int i = 0; i < count && at < input.length; i++) {
            if (input[at++] == '\n') {
                line++;
            }
        }
    }
}
