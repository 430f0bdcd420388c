package com.innodus.kernel.formula;

import com.innodus.kernel.text.Folding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a formula can call. The first name is the one of the manual. */
enum Function {
    IF(Slot.SAME, 2, false, List.of(Slot.FLAG, Slot.SAME, Slot.SAME), "if", "si"),
    COALESCE(Slot.SAME, 1, true, List.of(Slot.SAME), "coalesce", "primer_valor"),
    IS_EMPTY(Slot.FLAG, 1, false, List.of(Slot.ANY), "is_empty", "esta_vacio", "es_buit"),

    MIN(Slot.SAME, 1, true, List.of(Slot.SAME), "min", "minimo"),
    MAX(Slot.SAME, 1, true, List.of(Slot.SAME), "max", "maximo"),
    SUM(Slot.NUMBER, 1, true, List.of(Slot.NUMBER), "sum", "suma"),
    AVERAGE(Slot.NUMBER, 1, true, List.of(Slot.NUMBER), "average", "promedio"),
    ROUND(Slot.NUMBER, 1, false, List.of(Slot.NUMBER, Slot.NUMBER), "round", "redondear"),
    ABS(Slot.NUMBER, 1, false, List.of(Slot.NUMBER), "abs"),
    FLOOR(Slot.NUMBER, 1, false, List.of(Slot.NUMBER), "floor", "suelo"),
    CEIL(Slot.NUMBER, 1, false, List.of(Slot.NUMBER), "ceil", "techo"),
    MOD(Slot.NUMBER, 2, false, List.of(Slot.NUMBER, Slot.NUMBER), "mod", "residuo"),
    NUMBER(Slot.NUMBER, 1, false, List.of(Slot.TEXT), "number", "numero"),

    CONCAT(Slot.TEXT, 1, true, List.of(Slot.ANY), "concat", "concatenar"),
    TEXT(Slot.TEXT, 1, false, List.of(Slot.ANY), "text", "texto"),
    UPPER(Slot.TEXT, 1, false, List.of(Slot.TEXT), "upper", "mayusc", "mayusculas"),
    LOWER(Slot.TEXT, 1, false, List.of(Slot.TEXT), "lower", "minusc", "minusculas"),
    TRIM(Slot.TEXT, 1, false, List.of(Slot.TEXT), "trim", "espacios"),
    LEFT(Slot.TEXT, 2, false, List.of(Slot.TEXT, Slot.NUMBER), "left", "izquierda"),
    RIGHT(Slot.TEXT, 2, false, List.of(Slot.TEXT, Slot.NUMBER), "right", "derecha"),
    LENGTH(Slot.NUMBER, 1, false, List.of(Slot.TEXT), "length", "largo"),
    CONTAINS(Slot.FLAG, 2, false, List.of(Slot.TEXT, Slot.TEXT), "contains", "contiene"),
    STARTS_WITH(Slot.FLAG, 2, false, List.of(Slot.TEXT, Slot.TEXT), "starts_with", "empieza_por"),
    REPLACE(Slot.TEXT, 3, false, List.of(Slot.TEXT, Slot.TEXT, Slot.TEXT), "replace", "reemplazar", "sustituir"),

    TODAY(Slot.DAY, 0, false, List.of(), "today", "hoy"),
    DATE(Slot.DAY, 3, false, List.of(Slot.NUMBER, Slot.NUMBER, Slot.NUMBER), "date", "fecha"),
    DAYS_BETWEEN(Slot.NUMBER, 2, false, List.of(Slot.DAY, Slot.DAY), "days_between", "dias_entre"),
    MONTHS_BETWEEN(Slot.NUMBER, 2, false, List.of(Slot.DAY, Slot.DAY), "months_between", "meses_entre"),
    WORKDAYS_BETWEEN(Slot.NUMBER, 2, false, List.of(Slot.DAY, Slot.DAY), "workdays_between", "dias_laborables_entre"),
    HOURS_BETWEEN(Slot.NUMBER, 2, false, List.of(Slot.MOMENT, Slot.MOMENT), "hours_between", "horas_entre"),
    ADD_DAYS(Slot.DAY, 2, false, List.of(Slot.DAY, Slot.NUMBER), "add_days", "sumar_dias"),
    ADD_MONTHS(Slot.DAY, 2, false, List.of(Slot.DAY, Slot.NUMBER), "add_months", "sumar_meses", "fecha_mes"),
    YEAR(Slot.NUMBER, 1, false, List.of(Slot.DAY), "year", "ano"),
    MONTH(Slot.NUMBER, 1, false, List.of(Slot.DAY), "month", "mes"),
    DAY(Slot.NUMBER, 1, false, List.of(Slot.DAY), "day", "dia"),
    WEEKDAY(Slot.NUMBER, 1, false, List.of(Slot.DAY), "weekday", "dia_semana");

    /** What stands at one place of a call: a kind, anything, or the same as at the others. */
    enum Slot {
        NUMBER,
        TEXT,
        DAY,
        MOMENT,
        FLAG,
        ANY,
        SAME;

        @Nullable Kind kind() {
            return switch (this) {
                case NUMBER -> Kind.NUMBER;
                case TEXT -> Kind.TEXT;
                case DAY -> Kind.DAY;
                case MOMENT -> Kind.MOMENT;
                case FLAG -> Kind.FLAG;
                case ANY, SAME -> null;
            };
        }
    }

    private static final Map<String, Function> BY_NAME = Arrays.stream(values())
            .flatMap(function -> function.names.stream().map(name -> Map.entry(name, function)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final Slot result;
    private final int least;
    private final boolean repeats;
    private final List<Slot> slots;
    private final List<String> names;

    Function(Slot result, int least, boolean repeats, List<Slot> slots, String... names) {
        this.result = result;
        this.least = least;
        this.repeats = repeats;
        this.slots = slots;
        this.names = List.of(names);
    }

    /** The function of this name, whatever its case and accents. */
    static @Nullable Function named(String name) {
        return BY_NAME.get(Folding.fold(name));
    }

    String title() {
        return names.getFirst();
    }

    /** What it gives; the kind that is the same at all of its places unless it has one of its own. */
    Kind result(Kind same) {
        Kind own = result.kind();
        return own == null ? same : own;
    }

    Slot slot(int place) {
        return slots.isEmpty() ? Slot.ANY : slots.get(Math.min(place, slots.size() - 1));
    }

    boolean takes(int count) {
        return count >= least && (repeats || count <= slots.size());
    }

    /** How many values it takes, as the manual says it: {@code 2}, {@code 2–3}, {@code 1+}. */
    String counts() {
        if (repeats) {
            return least + "+";
        }
        return least == slots.size() ? Integer.toString(least) : least + "–" + slots.size();
    }
}
