package com.innodus.kernel.api;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldPaths;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.And;
import com.innodus.kernel.records.Filter.Not;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Filter.Or;
import com.innodus.kernel.records.Filter.Related;
import com.innodus.kernel.records.Filter.Test;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Ways;
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
    private static final int MOST_QUOTES = 3;

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
    private static final ComparisonOperator THIS = new ComparisonOperator("=this=");
    private static final ComparisonOperator PREVIOUS = new ComparisonOperator("=previous=");
    private static final ComparisonOperator COMING = new ComparisonOperator("=coming=");
    private static final ComparisonOperator OLDER = new ComparisonOperator("=older=");
    private static final ComparisonOperator LATER = new ComparisonOperator("=later=");

    /** Before RSQL in quotes that linked records fit: {@code person.organisation=has="city==Vigo"}. */
    private static final ComparisonOperator HAS = new ComparisonOperator("=has=");

    private static final ComparisonOperator HAS_NOT = new ComparisonOperator("=hasnot=");

    /** Before RSQL in quotes that the record doesn't fit: {@code record=not="city==Vigo;revenue>1000"}. */
    private static final ComparisonOperator NOT = new ComparisonOperator("=not=");

    private static final String RECORD = "record";

    /** Those that stand for one operator of a filter. */
    private static final Map<ComparisonOperator, Operator> SIMPLE = Map.ofEntries(
            Map.entry(IS, Operator.IS),
            Map.entry(IS_NOT, Operator.IS_NOT),
            Map.entry(LESS, Operator.LESS),
            Map.entry(AT_MOST, Operator.AT_MOST),
            Map.entry(GREATER, Operator.GREATER),
            Map.entry(AT_LEAST, Operator.AT_LEAST),
            Map.entry(CONTAINS, Operator.CONTAINS),
            Map.entry(STARTS, Operator.STARTS),
            Map.entry(LAST, Operator.LAST_DAYS),
            Map.entry(NEXT, Operator.NEXT_DAYS),
            Map.entry(THIS, Operator.THIS),
            Map.entry(PREVIOUS, Operator.PREVIOUS),
            Map.entry(COMING, Operator.COMING),
            Map.entry(OLDER, Operator.OLDER),
            Map.entry(LATER, Operator.LATER));

    private static final Set<ComparisonOperator> ALL = Stream.concat(
                    SIMPLE.keySet().stream(), Stream.of(IN, OUT, EMPTY, HAS, HAS_NOT, NOT))
            .collect(Collectors.toUnmodifiableSet());

    private final JsonValues values;
    private final FieldPaths paths;
    private final Ways ways;

    Rsql(JsonValues values, FieldPaths paths, Ways ways) {
        this.values = values;
        this.paths = paths;
        this.ways = ways;
    }

    /**
     * Reads it; blank text is {@link Filter#NONE}.
     *
     * @throws ApiProblem when it isn't RSQL, or more than a list needs
     */
    Filter read(RecordType<?> type, String text) {
        return new Reading().read(type, text, 0);
    }

    private static Node parsed(String text) {
        // the parser goes as deep as it is led
        if (text.length() > MOST_LETTERS || depth(text) > MOST_DEPTH) {
            throw ApiProblem.badRequest("filter-too-large");
        }
        try {
            return new RSQLParser(ALL).parse(text);
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
        private int tests;

        /** @param within how many quotes */
        Filter read(RecordType<?> type, String text, int within) {
            if (text.isBlank()) {
                return Filter.NONE;
            }
            if (within > MOST_QUOTES) {
                throw ApiProblem.badRequest("filter-too-large");
            }
            return filter(type, parsed(text), within);
        }

        private Filter filter(RecordType<?> type, Node node, int within) {
            return switch (node) {
                case AndNode and -> new And(parts(type, and.getChildren(), within));
                case OrNode or -> new Or(parts(type, or.getChildren(), within));
                case ComparisonNode comparison -> quoted(type, comparison, within);
                default -> throw new IllegalStateException(node.toString());
            };
        }

        private List<Filter> parts(RecordType<?> type, List<Node> nodes, int within) {
            return nodes.stream().map(node -> filter(type, node, within)).toList();
        }

        private Filter quoted(RecordType<?> type, ComparisonNode node, int within) {
            ComparisonOperator operator = node.getOperator();
            String text = node.getArguments().getFirst();
            if (operator.equals(NOT)) {
                if (!node.getSelector().equals(RECORD)) {
                    throw ApiProblem.badRequest("filter-field", node.getSelector());
                }
                return new Not(read(type, text, within + 1));
            }
            if (operator.equals(HAS) || operator.equals(HAS_NOT)) {
                Ways.Way way = ways.find(type, node.getSelector())
                        .orElseThrow(() -> ApiProblem.badRequest("filter-field", node.getSelector()));
                Filter related = new Related(way.text(), read(way.to(), text, within + 1));
                return operator.equals(HAS) ? related : new Not(related);
            }
            return test(type, node);
        }

        private Filter test(RecordType<?> type, ComparisonNode node) {
            tests++;
            if (tests > MOST_TESTS || node.getArguments().size() > MOST_VALUES) {
                throw ApiProblem.badRequest("filter-too-large");
            }
            String path = node.getSelector();
            if (!path.contains(".")) {
                return test(path, type.field(path).map(Field::type).orElseGet(() -> ofAllTypes(path)), node);
            }
            FieldType kind = paths.find(type, path)
                    .orElseThrow(() -> ApiProblem.badRequest("filter-field", path))
                    .field()
                    .type();
            return Filter.onPath(path, key -> test(key, kind, node));
        }

        private Filter test(String key, FieldType fieldType, ComparisonNode node) {
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

        /** Options by key, users by address, teams by name. */
        private String operand(FieldType fieldType, String text) {
            return switch (fieldType) {
                case FieldType.Choice(String list) -> option(list, text);
                case FieldType.Choices(String list) -> option(list, text);
                case FieldType.User ignored -> user(text);
                case FieldType.Users ignored -> user(text);
                case FieldType.Team ignored -> team(text);
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

        private String team(String text) {
            return values.team(text)
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
                || type instanceof FieldType.Team
                || type instanceof FieldType.Users;
    }
}
