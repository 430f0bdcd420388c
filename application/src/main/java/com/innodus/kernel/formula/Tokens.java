package com.innodus.kernel.formula;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into the words of the language. */
final class Tokens {
    enum Sort {
        NUMBER,
        TEXT,
        NAME,
        SIGN,
        END
    }

    /**
     * @param text of a number, a name or a sign; of a text what stands between its quotes
     * @param position of its first letter, counted from 1
     */
    record Token(Sort sort, String text, int position) {
        boolean is(String sign) {
            return sort == Sort.SIGN && text.equals(sign);
        }
    }

    private final String source;
    private int at;

    private Tokens(String source) {
        this.source = source;
    }

    static List<Token> of(String source) {
        return new Tokens(source).all();
    }

    private List<Token> all() {
        List<Token> tokens = new ArrayList<>();
        for (Token token = next(); ; token = next()) {
            tokens.add(token);
            if (token.sort() == Sort.END) {
                return tokens;
            }
        }
    }

    private Token next() {
        while (at < source.length() && isSpace(source.charAt(at))) {
            at++;
        }
        int start = at;
        if (at == source.length()) {
            return new Token(Sort.END, "", start + 1);
        }
        char letter = source.charAt(at);
        if (isDigit(letter)) {
            return number(start);
        }
        if (isNameStart(letter)) {
            while (at < source.length() && isNamePart(source.charAt(at))) {
                at++;
            }
            return new Token(Sort.NAME, source.substring(start, at), start + 1);
        }
        return letter == '"' || letter == '\'' ? text(start, letter) : sign(start);
    }

    private Token number(int start) {
        digits();
        if (at + 1 < source.length() && source.charAt(at) == '.' && isDigit(source.charAt(at + 1))) {
            at++;
            digits();
        }
        return new Token(Sort.NUMBER, source.substring(start, at), start + 1);
    }

    private void digits() {
        while (at < source.length() && isDigit(source.charAt(at))) {
            at++;
        }
    }

    /** A quote within is written twice. */
    private Token text(int start, char quote) {
        StringBuilder text = new StringBuilder();
        for (at++; at < source.length(); at++) {
            if (source.charAt(at) != quote) {
                text.append(source.charAt(at));
            } else if (at + 1 < source.length() && source.charAt(at + 1) == quote) {
                text.append(quote);
                at++;
            } else {
                at++;
                return new Token(Sort.TEXT, text.toString(), start + 1);
            }
        }
        throw new FormulaProblem(start + 1, "formula.error.open-text");
    }

    private Token sign(int start) {
        for (String sign : List.of(
                "<=", ">=", "<>", "!=", "==", "≤", "≥", "≠", "<", ">", "=", "+", "-", "−", "*", "×", "/", "÷", "^", "&",
                "(", ")", ",", ";")) {
            if (source.startsWith(sign, at)) {
                at += sign.length();
                return new Token(Sort.SIGN, plain(sign), start + 1);
            }
        }
        throw new FormulaProblem(
                start + 1, "formula.error.unknown-sign", Character.toString(source.codePointAt(start)));
    }

    private static String plain(String sign) {
        return switch (sign) {
            case "!=", "≠" -> "<>";
            case "==" -> "=";
            case "≤" -> "<=";
            case "≥" -> ">=";
            case "−" -> "-";
            case "×" -> "*";
            case "÷" -> "/";
            case ";" -> ",";
            default -> sign;
        };
    }

    private static boolean isSpace(char letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private static boolean isNameStart(char letter) {
        return Character.isLetter(letter) || letter == '_';
    }

    /** A dot leads to a field of a record that is linked to. */
    private static boolean isNamePart(char letter) {
        return isNameStart(letter) || isDigit(letter) || letter == '.';
    }
}
