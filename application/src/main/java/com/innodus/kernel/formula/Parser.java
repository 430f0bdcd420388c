package com.innodus.kernel.formula;

import com.innodus.kernel.formula.Tokens.Sort;
import com.innodus.kernel.formula.Tokens.Token;
import com.innodus.kernel.text.Folding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Understands a formula, from the loosest to the tightest binding: {@code or}, {@code and}, {@code not}, comparison,
 * {@code &}, {@code + -}, {@code * /}, sign, {@code ^}.
 */
final class Parser {
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> OR = Set.of("or", "o");
    private static final Set<String> AND = Set.of("and", "y", "i");
    private static final Set<String> NOT = Set.of("not", "no");
    private static final Set<String> YES = Set.of("true", "verdadero", "cert");
    private static final Set<String> NO = Set.of("false", "falso", "fals");
    private static final Set<String> NULL = Set.of("null", "nulo", "nul");

    private static final int DEEPEST = 40;
    private static final int MOST_NODES = 400;

    private final List<Token> tokens;
    private final Names names;
    private int at;
    private int depth;
    private int nodes;

    private Parser(List<Token> tokens, Names names) {
        this.tokens = tokens;
        this.names = names;
    }

    static Node parse(String text, Names names) {
        Parser parser = new Parser(Tokens.of(text), names);
        if (parser.token().sort() == Sort.END) {
            throw new FormulaProblem(1, "formula.error.empty");
        }
        Node node = parser.either();
        Token rest = parser.token();
        if (rest.sort() != Sort.END) {
            throw new FormulaProblem(rest.position(), "formula.error.unexpected", rest.text());
        }
        return node;
    }

    private Node either() {
        Token start = token();
        if (++depth > DEEPEST) {
            throw new FormulaProblem(start.position(), "formula.error.too-deep");
        }
        Node left = both();
        while (isWord(OR)) {
            at++;
            Token right = token();
            left = counted(new Node.Either(asked(left, Kind.FLAG, start), asked(both(), Kind.FLAG, right)));
        }
        depth--;
        return left;
    }

    private Node both() {
        Token start = token();
        Node left = not();
        while (isWord(AND)) {
            at++;
            Token right = token();
            left = counted(new Node.Both(asked(left, Kind.FLAG, start), asked(not(), Kind.FLAG, right)));
        }
        return left;
    }

    private Node not() {
        if (!isWord(NOT)) {
            return comparison();
        }
        int signs = 0;
        while (isWord(NOT)) {
            at++;
            signs++;
        }
        Token start = token();
        Node node = asked(comparison(), Kind.FLAG, start);
        for (int i = 0; i < signs; i++) {
            node = counted(new Node.Not(node));
        }
        return node;
    }

    private Node comparison() {
        Node left = joined();
        Token sign = token();
        if (sign.sort() != Sort.SIGN || !COMPARISONS.contains(sign.text())) {
            return left;
        }
        at++;
        Node right = joined();
        Kind common = Kind.common(left.kind(), right.kind());
        if (common == null) {
            throw new FormulaProblem(
                    sign.position(),
                    "formula.error.not-comparable",
                    left.kind().label(),
                    right.kind().label());
        }
        return counted(new Node.Comparison(sign.text(), common, left, right));
    }

    private Node joined() {
        Node left = sum();
        while (token().is("&")) {
            at++;
            left = counted(new Node.Calculation("&", Kind.TEXT, left, sum()));
        }
        return left;
    }

    private Node sum() {
        Node left = product();
        while (token().is("+") || token().is("-")) {
            Token sign = tokens.get(at++);
            Node right = product();
            left = counted(new Node.Calculation(sign.text(), sumKind(sign, left, right), left, right));
        }
        return left;
    }

    /** Numbers, or a day and a number of days, or the days between two days. */
    private static Kind sumKind(Token sign, Node left, Node right) {
        boolean minus = sign.is("-");
        if (left.kind().fits(Kind.NUMBER) && right.kind().fits(Kind.NUMBER)) {
            return Kind.NUMBER;
        }
        if (left.kind().fits(Kind.DAY) && right.kind().fits(Kind.NUMBER)) {
            return Kind.DAY;
        }
        if (minus && left.kind().fits(Kind.DAY) && right.kind().fits(Kind.DAY)) {
            return Kind.NUMBER;
        }
        if (!minus && left.kind() == Kind.TEXT && right.kind() == Kind.TEXT) {
            return Kind.TEXT;
        }
        throw new FormulaProblem(
                sign.position(),
                "formula.error.not-calculable",
                sign.text(),
                left.kind().label(),
                right.kind().label());
    }

    private Node product() {
        Node left = signed();
        while (token().is("*") || token().is("/")) {
            Token sign = tokens.get(at++);
            left = numbers(sign, left, signed());
        }
        return left;
    }

    private Node signed() {
        int signs = 0;
        int minus = 0;
        Token start = token();
        while (token().is("-") || token().is("+")) {
            minus += token().is("-") ? 1 : 0;
            signs++;
            at++;
        }
        Node node = power();
        if (signs > 0) {
            asked(node, Kind.NUMBER, start);
        }
        return minus % 2 == 0 ? node : counted(new Node.Negative(node));
    }

    private Node power() {
        Node base = atom();
        if (!token().is("^")) {
            return base;
        }
        Token sign = tokens.get(at++);
        if (++depth > DEEPEST) {
            throw new FormulaProblem(sign.position(), "formula.error.too-deep");
        }
        Node exponent = signed();
        depth--;
        return numbers(sign, base, exponent);
    }

    private Node numbers(Token sign, Node left, Node right) {
        if (!left.kind().fits(Kind.NUMBER) || !right.kind().fits(Kind.NUMBER)) {
            throw new FormulaProblem(
                    sign.position(),
                    "formula.error.not-calculable",
                    sign.text(),
                    left.kind().label(),
                    right.kind().label());
        }
        return counted(new Node.Calculation(sign.text(), Kind.NUMBER, left, right));
    }

    private Node atom() {
        Token token = tokens.get(at);
        switch (token.sort()) {
            case NUMBER -> {
                at++;
                return counted(Node.Literal.of(new BigDecimal(token.text())));
            }
            case TEXT -> {
                at++;
                return counted(new Node.Literal(Kind.TEXT, token.text()));
            }
            case NAME -> {
                at++;
                return counted(token().is("(") ? call(token) : name(token));
            }
            case SIGN -> {
                if (token.is("(")) {
                    at++;
                    Node inner = either();
                    close();
                    return inner;
                }
                throw new FormulaProblem(token.position(), "formula.error.unexpected", token.text());
            }
            case END -> throw new FormulaProblem(token.position(), "formula.error.ends");
        }
        throw new IllegalStateException();
    }

    /** A field is stronger than a word of the language. */
    private Node name(Token token) {
        return names.kind(token.text())
                .<Node>map(kind -> new Node.Name(kind, token.text()))
                .orElseGet(() -> word(token));
    }

    private static Node word(Token token) {
        String word = Folding.fold(token.text());
        if (YES.contains(word) || NO.contains(word)) {
            return new Node.Literal(Kind.FLAG, YES.contains(word));
        }
        if (NULL.contains(word)) {
            return new Node.Literal(Kind.NOTHING, null);
        }
        throw new FormulaProblem(token.position(), "formula.error.unknown-name", token.text());
    }

    private Node call(Token name) {
        Function function = Function.named(name.text());
        if (function == null) {
            throw new FormulaProblem(name.position(), "formula.error.unknown-function", name.text());
        }
        at++;
        List<Node> arguments = new ArrayList<>();
        Kind same = Kind.NOTHING;
        if (!token().is(")")) {
            do {
                if (!arguments.isEmpty()) {
                    at++;
                }
                Token start = token();
                Node argument = either();
                arguments.add(argument);
                same = fitted(function.slot(arguments.size() - 1), argument, same, start);
            } while (token().is(","));
        }
        close();
        if (!function.takes(arguments.size())) {
            throw new FormulaProblem(name.position(), "formula.error.count", function.title(), function.counts());
        }
        return new Node.Call(function, function.result(same), arguments);
    }

    private static Kind fitted(Function.Slot slot, Node argument, Kind same, Token start) {
        Kind asked = slot.kind();
        if (asked != null) {
            asked(argument, asked, start);
            return same;
        }
        if (slot == Function.Slot.ANY) {
            return same;
        }
        Kind common = Kind.common(same, argument.kind());
        if (common == null) {
            throw new FormulaProblem(
                    start.position(),
                    "formula.error.kind",
                    same.label(),
                    argument.kind().label());
        }
        return common;
    }

    private static Node asked(Node node, Kind kind, Token start) {
        if (!node.kind().fits(kind)) {
            throw new FormulaProblem(
                    start.position(),
                    "formula.error.kind",
                    kind.label(),
                    node.kind().label());
        }
        return node;
    }

    private void close() {
        if (!token().is(")")) {
            throw new FormulaProblem(token().position(), "formula.error.close");
        }
        at++;
    }

    private Node counted(Node node) {
        if (++nodes > MOST_NODES) {
            throw new FormulaProblem(token().position(), "formula.error.too-long");
        }
        return node;
    }

    private Token token() {
        return tokens.get(at);
    }

    /** A word of the language, unless a field has the name. */
    private boolean isWord(Set<String> words) {
        Token token = token();
        return token.sort() == Sort.NAME
                && words.contains(Folding.fold(token.text()))
                && names.kind(token.text()).isEmpty();
    }
}
