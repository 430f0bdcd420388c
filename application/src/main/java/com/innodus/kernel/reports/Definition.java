package com.innodus.kernel.reports;

import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.Summary.Dimension;
import com.innodus.kernel.records.Summary.Measure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a report asks.
 *
 * @param filter which records, always
 * @param asked further conditions, which whoever runs the report may change
 * @param rows by what records are grouped, one within the other; none for a list of records
 * @param column whose values stand side by side; null for none
 * @param measures what is worked out for each group
 * @param fields columns of a list of records, by path
 * @param sort place of the measure that groups are ordered by, -1 for their names
 * @param top the first groups that are shown; 0 for all
 * @param periodField day or moment that the period is about; "" for none
 * @param targets what the first measure should come to, by the first group's value; {@link #EACH} for every group
 * @param formulas columns that follow from the measures
 */
public record Definition(
        String filter,
        String asked,
        List<Dimension> rows,
        @Nullable Dimension column,
        List<Measure> measures,
        List<String> fields,
        int sort,
        boolean ascending,
        int top,
        Layout layout,
        String periodField,
        Period period,
        Period.Against against,
        Map<String, BigDecimal> targets,
        List<FigureFormula> formulas) {
    /** Key of the target that holds for each group without one of its own. */
    public static final String EACH = "";

    public static final int MOST_FORMULAS = 4;
    public static final int MOST_ROWS = 2;
    public static final int MOST_MEASURES = 6;
    public static final int MOST_FIELDS = 20;
    public static final int MOST_TOP = 1_000;

    /** How it is shown. */
    public enum Layout {
        TABLE,
        BAR,
        LINE,
        AREA,
        STACKED,
        PIE,
        FUNNEL
    }

    public Definition {
        // it comes from the database or from a screen: never more than a screen and a statement hold
        filter = Objects.requireNonNullElse(filter, "");
        asked = Objects.requireNonNullElse(asked, "");
        rows = List.copyOf(Objects.requireNonNullElse(rows, List.<Dimension>of())
                .subList(0, Math.min(MOST_ROWS, rows == null ? 0 : rows.size())));
        measures = List.copyOf(Objects.requireNonNullElse(measures, List.<Measure>of())
                .subList(0, Math.min(MOST_MEASURES, measures == null ? 0 : measures.size())));
        fields = List.copyOf(Objects.requireNonNullElse(fields, List.<String>of())
                .subList(0, Math.min(MOST_FIELDS, fields == null ? 0 : fields.size())));
        top = Math.clamp(top, 0, MOST_TOP);
        layout = Objects.requireNonNullElse(layout, Layout.TABLE);
        periodField = Objects.requireNonNullElse(periodField, "");
        period = Objects.requireNonNullElse(period, Period.ALL);
        against = Objects.requireNonNullElse(against, Period.Against.NOTHING);
        formulas = List.copyOf(Objects.requireNonNullElse(formulas, List.<FigureFormula>of())
                .subList(0, Math.min(MOST_FORMULAS, formulas == null ? 0 : formulas.size())));
        targets = Map.copyOf(Objects.requireNonNullElse(targets, Map.<String, BigDecimal>of()));
    }

    /** One without formulas. */
    public Definition(
            String filter,
            String asked,
            List<Dimension> rows,
            @Nullable Dimension column,
            List<Measure> measures,
            List<String> fields,
            int sort,
            boolean ascending,
            int top,
            Layout layout,
            String periodField,
            Period period,
            Period.Against against,
            Map<String, BigDecimal> targets) {
        this(
                filter,
                asked,
                rows,
                column,
                measures,
                fields,
                sort,
                ascending,
                top,
                layout,
                periodField,
                period,
                against,
                targets,
                List.of());
    }

    /** How many records there are. */
    public static final Definition COUNT = new Definition(
            "",
            "",
            List.of(),
            null,
            List.of(Measure.COUNT),
            List.of(),
            0,
            false,
            0,
            Layout.TABLE,
            "",
            Period.ALL,
            Period.Against.NOTHING,
            Map.of());

    /** Whether it lists records instead of putting them together. */
    public boolean isList() {
        return !fields.isEmpty();
    }

    /** A filter's text form, as it is stored; what nobody can read any more is nothing. */
    static Filter read(String text) {
        try {
            return FilterText.read(text);
        } catch (InvalidFilter e) {
            return Filter.NONE;
        }
    }
}
