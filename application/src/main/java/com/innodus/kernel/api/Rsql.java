package com.innodus.kernel.api;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.And;
import com.innodus.kernel.records.Filter.Not;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Filter.Or;
import com.innodus.kernel.records.Filter.Test;
import com.innodus.kernel.records.RecordType;
import cz.jirutka.rsql.parser.RSQLParser;
import cz.jirutka.rsql.parser.RSQLParserException;
import cz.jirutka.rsql.parser.ast.AndNode;
import cz.jirutka.rsql.parser.ast.ComparisonNode;
import cz.jirutka.rsql.parser.ast.ComparisonOperator;
import cz.jirutka.rsql.parser.ast.Node;
import cz.jirutka.rsql.parser.ast.OrNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Filters as programs write them: {@code city==Vigo;(status=in=(customer,prospect),revenue>1000)}. Read to the same tree
 * as every other filter, so it can ask nothing that a list can't.
 */
@Component
class Rsql {
    private static final int MOST_LETTERS = 4_000;
    private static final int MOST_DEPTH = 8;
    private static final int MOST_TESTS = 50;
    private static final int MOST_VALUES = 200;

    private static final ComparisonOperator IS = new ComparisonOperator("==");
    private static final ComparisonOperator IS_NOT = new ComparisonOperator("!=");
    private static final ComparisonOperator LESS = new ComparisonOperator("=lt=", "<");
    private static final ComparisonOperator AT_MOST = new ComparisonOperator("=le=", "<=");
    private static final ComparisonOperator GREATER = new ComparisonOperator("=gt=", ">");
    private static final ComparisonOperator AT_LEAST = new ComparisonOperator("=ge=", ">=");
    private static final ComparisonOperator IN = new ComparisonOperator("=in=", true);
    private static final ComparisonOperator OUT = new ComparisonOperator("=out=", true);
    private static final ComparisonOperator CONTAINS = new ComparisonOperator("=contains=");
    private static final ComparisonOperator STARTS = new ComparisonOperator("=starts=");
    private static final ComparisonOperator EMPTY = new ComparisonOperator("=empty=");
    private static final ComparisonOperator LAST = new ComparisonOperator("=last=");
    private static final ComparisonOperator NEXT = new ComparisonOperator("=next=");

    /** Those that stand for one operator of a filter. */
    private static final Map<ComparisonOperator, Operator> SIMPLE = Map.of(
            IS, Operator.IS,
            IS_NOT, Operator.IS_NOT,
            LESS, Operator.LESS,
            AT_MOST, Operator.AT_MOST,
            GREATER, Operator.GREATER,
            AT_LEAST, Operator.AT_LEAST,
            CONTAINS, Operator.CONTAINS,
            STARTS, Operator.STARTS,
            LAST, Operator.LAST_DAYS,
            NEXT, Operator.NEXT_DAYS);

    private static final Set<ComparisonOperator> ALL =
            Stream.concat(SIMPLE.keySet().stream(), Stream.of(IN, OUT, EMPTY)).collect(Collectors.toUnmodifiableSet());

    private final JsonValues values;

    Rsql(JsonValues values) {
        this.values = values;
    }

    /**
     * Reads it; blank text is {@link Filter#NONE}.
     *
     * @throws ApiProblem when it isn't RSQL, or more than a list needs
     */
    Filter read(RecordType<?> type, String text) {
        if (text.isBlank()) {
            return Filter.NONE;
        }
        // the parser goes as deep as it is led
        if (text.length() > MOST_LETTERS || depth(text) > MOST_DEPTH) {
            throw ApiProblem.badRequest("filter-too-large");
        }
        try {
            Node root = new RSQLParser(ALL).parse(text);
            Reading reading = new Reading(type);
            return reading.filter(root);
        } catch (RSQLParserException e) {
            throw ApiProblem.badRequest("filter", text.substring(0, Math.min(text.length(), 200)));
        }
    }

    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private final class Reading {
        private final RecordType<?> type;
        private int tests;

        Reading(RecordType<?> type) {
            this.type = type;
        }

        private Filter filter(Node node) {
            return switch (node) {
                case AndNode and -> new And(parts(and.getChildren()));
                case OrNode or -> new Or(parts(or.getChildren()));
                case ComparisonNode comparison -> test(comparison);
                default -> throw new IllegalStateException(node.toString());
            };
        }

        private List<Filter> parts(List<Node> nodes) {
            return nodes.stream().map(this::filter).toList();
        }

        private Filter test(ComparisonNode node) {
            tests++;
            if (tests > MOST_TESTS || node.getArguments().size() > MOST_VALUES) {
                throw ApiProblem.badRequest("filter-too-large");
            }
            String key = node.getSelector();
            FieldType fieldType = type.field(key).map(Field::type).orElseGet(() -> ofAllTypes(key));
            ComparisonOperator operator = node.getOperator();
            List<String> operands = node.getArguments();
            if (operator.equals(EMPTY)) {
                boolean empty = Boolean.parseBoolean(operands.getFirst());
                return new Test(key, empty ? Operator.EMPTY : Operator.NOT_EMPTY, List.of());
            }
            if (operator.equals(IN)) {
                return among(key, fieldType, operands);
            }
            if (operator.equals(OUT)) {
                return new Not(among(key, fieldType, operands));
            }
            String operand = operands.getFirst();
            if (isText(fieldType) && operand.endsWith("*") && (operator.equals(IS) || operator.equals(IS_NOT))) {
                Filter pattern = pattern(key, operand);
                return operator.equals(IS) ? pattern : new Not(pattern);
            }
            Operator simple = SIMPLE.get(operator);
            return new Test(key, simple == null ? Operator.IS : simple, List.of(operand(fieldType, operand)));
        }

        private static Filter pattern(String key, String operand) {
            boolean inside = operand.startsWith("*") && operand.length() > 1;
            String bare = operand.substring(inside ? 1 : 0, operand.length() - 1);
            return new Test(key, inside ? Operator.CONTAINS : Operator.STARTS, List.of(bare));
        }

        private Filter among(String key, FieldType fieldType, List<String> operands) {
            List<String> typed = operands.stream()
                    .map(operand -> operand(fieldType, operand))
                    .toList();
            return isReference(fieldType)
                    ? new Test(key, Operator.IN, typed)
                    : new Or(typed.stream()
                            .map((Function<String, Filter>) one -> new Test(key, Operator.IS, List.of(one)))
                            .toList());
        }

        /** Options by key, users by address. */
        private String operand(FieldType fieldType, String text) {
            return switch (fieldType) {
                case FieldType.Choice(String list) -> option(list, text);
                case FieldType.Choices(String list) -> option(list, text);
                case FieldType.User ignored -> user(text);
                case FieldType.Users ignored -> user(text);
                default -> text;
            };
        }

        private String user(String text) {
            return text.equals("me")
                    ? CurrentActor.get().id().toString()
                    : values.user(text)
                            .orElseThrow(() -> ApiProblem.badRequest("filter-value", text))
                            .toString();
        }

        private String option(String list, String text) {
            return values.option(list, text)
                    .orElseThrow(() -> ApiProblem.badRequest("filter-value", text))
                    .toString();
        }
    }

    private static FieldType ofAllTypes(String key) {
        return switch (key) {
            case "title" -> new FieldType.Text(0);
            case "createdAt", "changedAt" -> new FieldType.Moment();
            default -> throw ApiProblem.badRequest("filter-field", key);
        };
    }

    private static boolean isText(FieldType type) {
        return type instanceof FieldType.Text
                || type instanceof FieldType.LongText
                || type instanceof FieldType.Url
                || type instanceof FieldType.TaxNumber
                || type instanceof FieldType.RichText
                || type instanceof FieldType.Iban
                || type instanceof FieldType.Autonumber
                || type instanceof FieldType.ColourCode;
    }

    private static boolean isReference(FieldType type) {
        return type instanceof FieldType.Choice
                || type instanceof FieldType.Choices
                || type instanceof FieldType.Link
                || type instanceof FieldType.Links
                || type instanceof FieldType.User
                || type instanceof FieldType.Users;
    }
}
