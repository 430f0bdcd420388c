package com.innodus.kernel.records.exchange;

import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Abilities;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldConversion;
import com.innodus.kernel.records.FieldConversion.Result;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldKinds;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.transfer.TableWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Changes the kind of a field that the tenant made. A value means as the new kind what its text in an exported file would
 * mean in an import; what means nothing is told before it is lost.
 */
@Service
public class KindChange {
    private final FieldConversion conversion;
    private final CustomFields customFields;
    private final CellValues cells;
    private final Options options;
    private final AuditTrail audit;

    KindChange(
            FieldConversion conversion,
            CustomFields customFields,
            CellValues cells,
            Options options,
            AuditTrail audit) {
        this.audit = audit;
        this.conversion = conversion;
        this.customFields = customFields;
        this.cells = cells;
        this.options = options;
    }

    /**
     * What a change would do.
     *
     * @param lost some of the values that would be lost, as people read them
     */
    public record Forecast(int values, int kept, List<String> lost) {}

    /** Kinds that values of this one may mean something as: links only among each other, files and numbers that we give never. */
    public static List<String> possible(FieldType from) {
        if (from instanceof FieldType.Link || from instanceof FieldType.Links) {
            return List.of("link", "links");
        }
        if (Abilities.isFile(from)) {
            return List.of(FieldKinds.kind(from));
        }
        return FieldKinds.OFFERED.stream()
                .filter(kind -> !kind.equals("file") && !kind.equals("image"))
                .filter(kind -> !kind.equals("link") && !kind.equals("links") && !kind.equals("autonumber"))
                .toList();
    }

    public <E extends BaseRecord> Forecast tryOut(RecordType<E> type, FieldDefinition field, FieldType to) {
        return forecast(field, conversion.tryOut(field.id(), to, meaning(type, field, to)));
    }

    public <E extends BaseRecord> Forecast apply(RecordType<E> type, FieldDefinition field, FieldType to) {
        Result result = conversion.apply(field.id(), to, meaning(type, field, to));
        audit.note(
                "field.kind",
                type.subject() + "|" + field.label(),
                new Change("#fields.kind", kind(field.type()), kind(to)));
        return forecast(field, result);
    }

    private static String kind(FieldType type) {
        return "#kind." + FieldKinds.kind(type);
    }

    private Forecast forecast(FieldDefinition field, Result result) {
        return new Forecast(
                result.values(),
                result.kept(),
                result.lost().stream().map(value -> text(field.type(), value)).toList());
    }

    private <E extends BaseRecord> Function<Object, @Nullable Object> meaning(
            RecordType<E> type, FieldDefinition field, FieldType to) {
        if (isLink(field.type()) || isLink(to)) {
            return value -> relinked(field.type(), to, value);
        }
        FieldDefinition tried = FieldDefinition.blank(type.key(), to, "").keyed("tried");
        Field<E> target = customFields.preview(type, tried).require(tried.key());
        return value -> {
            List<Problem> problems = new ArrayList<>();
            Object meant = cells.read(target, text(field.type(), value), new ByName(), problems);
            return problems.isEmpty() ? meant : null;
        };
    }

    private static @Nullable Object relinked(FieldType from, FieldType to, Object value) {
        if (!Objects.equals(FieldKinds.detail(from), FieldKinds.detail(to)) || !isLink(from) || !isLink(to)) {
            return null;
        }
        List<?> ids = value instanceof Collection<?> several ? List.copyOf(several) : List.of(value);
        return to instanceof FieldType.Links ? ids : ids.size() == 1 ? ids.getFirst() : null;
    }

    private static boolean isLink(FieldType type) {
        return type instanceof FieldType.Link || type instanceof FieldType.Links;
    }

    private String text(FieldType type, Object value) {
        return switch (cells.write(type, value, Map.of(), Texts.LANGUAGES.getFirst())) {
            case TableWriter.Text(String text) -> text;
            // the form that reads back exactly: "1.234" could be a thousand
            case TableWriter.Decimal(var number) -> number.toPlainString().replace('.', ',');
            case TableWriter.Day(var day) -> day.toString();
            case TableWriter.Moment(var moment) -> moment.toString();
            case TableWriter.Flag(boolean yes) -> Texts.text(Locale.of("es"), yes ? "value.yes" : "value.no");
            case TableWriter.Blank() -> Objects.toString(value);
        };
    }

    /** Options by their names; none is made. */
    private final class ByName implements CellValues.Lookup {
        @Override
        public Optional<UUID> option(String list, String name) {
            return options.meantBy(list, name).map(Options.Option::id);
        }

        @Override
        public Optional<UUID> record(String type, String title) {
            return Optional.empty();
        }
    }
}
