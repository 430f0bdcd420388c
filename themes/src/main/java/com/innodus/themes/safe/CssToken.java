package com.innodus.themes.safe;

/**
 * One token of CSS Syntax Level 3 with its escapes decoded; {@link #css()} writes it in the one spelling that every
 * browser reads the same way.
 *
 * @param value decoded text, number as written, or the character itself
 * @param unit of a DIMENSION; "id" for a HASH that can be an id selector; else empty
 * @param line of the input, from 1
 */
record CssToken(Kind kind, String value, String unit, int line) {

    enum Kind {
        IDENT,
        FUNCTION,
        AT,
        HASH,
        STRING,
        URL,
        /** A string, address or escape that never ends properly. */
        BROKEN,
        DELIM,
        NUMBER,
        PERCENTAGE,
        DIMENSION,
        SPACE,
        /** The HTML comment marks that CSS skips between rules. */
        MARK,
        COLON,
        SEMICOLON,
        COMMA,
        OPEN,
        CLOSE
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean is(Kind other, String text) {
        return kind == other && value.equals(text);
    }

    boolean sameAs(CssToken other) {
        return kind == other.kind && value.equals(other.value) && unit.equals(other.unit);
    }

    String css() {
        return switch (kind) {
            case IDENT -> ident(value);
            case FUNCTION -> ident(value) + "(";
            case AT -> "@" + ident(value);
            case HASH -> "#" + (unit.isEmpty() ? name(value) : ident(value));
            case STRING -> string(value);
            case URL -> "url(" + string(value) + ")";
            case PERCENTAGE -> value + "%";
            case DIMENSION -> value + unit(unit);
            case SPACE -> " ";
            case NUMBER, DELIM, COLON, SEMICOLON, COMMA, OPEN, CLOSE -> value;
            case BROKEN, MARK -> throw new IllegalStateException("written although broken, line " + line);
        };
    }

    private static String ident(String text) {
        if (text.equals("-")) {
            return "\\-";
        }
        int first = text.startsWith("-") ? 1 : 0;
        if (text.length() > first && isDigit(text.charAt(first))) {
            return text.substring(0, first) + hex(text.charAt(first)) + name(text.substring(first + 1));
        }
        return name(text);
    }

    private static String unit(String text) {
        // 1 with unit "e3" would read back as the number 1e3
        if (text.matches("[eE]-?[0-9].*")) {
            return hex(text.charAt(0)) + name(text.substring(1));
        }
        return ident(text);
    }

    private static String name(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isDigit(c) || isPlainStart(c) || c == '-') {
                out.appendCodePoint(c);
            } else if (c > ' ' && c < 0x7f && c != '<') {
                out.append('\\').appendCodePoint(c);
            } else {
                out.append(hex(c));
            }
        });
        return out.toString();
    }

    private static String string(String text) {
        var out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c < ' ' || c == 0x7f || c == '<') {
                out.append(hex(c));
            } else {
                if (c == '"' || c == '\\') {
                    out.append('\\');
                }
                out.appendCodePoint(c);
            }
        });
        return out.append('"').toString();
    }

    private static String hex(int c) {
        return "\\" + Integer.toHexString(c) + " ";
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The letters that old and new editions of the standard both take for an identifier; others are escaped. */
    private static boolean isPlainStart(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '_'
                || c == 0xb7
                || c >= 0xc0 && c <= 0x37d && c != 0xd7 && c != 0xf7
                || c >= 0x37f && c <= 0x1fff
                || c >= 0x2070 && c <= 0x218f
                || c >= 0x2c00 && c <= 0x2fef
                || c >= 0x3001 && c <= 0xd7ff
                || c >= 0xf900 && c <= 0xfdcf
                || c >= 0xfdf0 && c <= 0xfffd
                || c >= 0x10000;
    }
}
