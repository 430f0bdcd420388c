package com.innodus.kernel.records;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries a type with its fields from one tenant to another, as a file. Options have other ids there, so the file names
 * them by their place in the list; a field that leads to a type which the other tenant hasn't got stays behind.
 */
@Service
@Transactional
public class TypeCopies {
    private static final int FORM = 1;
    private static final int LONGEST = 1_000_000;
    private static final int MOST_FIELDS = CustomFields.MOST_OF_A_TYPE;

    /** Stands in a file for the type itself. */
    private static final String SELF = "this";

    private final OwnTypes ownTypes;
    private final CustomFields fields;
    private final FieldDefinitions definitions;
    private final RecordTypes types;
    private final Options options;
    private final JsonMapper json;

    TypeCopies(
            OwnTypes ownTypes,
            CustomFields fields,
            FieldDefinitions definitions,
            RecordTypes types,
            Options options,
            JsonMapper json) {
        this.ownTypes = ownTypes;
        this.fields = fields;
        this.definitions = definitions;
        this.types = types;
        this.options = options;
        this.json = json;
    }

    /** A file. */
    record Copy(
            int form,
            String slug,
            Term name,
            Term plural,
            Term title,
            String icon,
            @Nullable String colour,
            String area,
            Set<String> hidden,
            List<Part> fields) {}

    /** A field of a file; the conditions are filters in their text form. */
    record Part(
            String key,
            String kind,
            String detail,
            List<String> options,
            Term label,
            @Nullable String help,
            String section,
            boolean required,
            @Nullable String requiredWhen,
            @Nullable String visibleWhen,
            @Nullable String readOnlyWhen,
            boolean unique,
            boolean searchable,
            boolean inList,
            boolean personalData,
            @Nullable Object start) {}

    /** What came of a file. */
    public record Copied(RecordType<?> type, List<String> leftBehind) {}

    /** The type as a file. */
    @Transactional(readOnly = true)
    public String write(String key) {
        TypeDefinition type = ownTypes.find(key).orElseThrow(() -> new TypeGone(key));
        List<FieldDefinition> own =
                definitions.of(key).stream().filter(field -> !field.archived()).toList();
        String file = json.writerWithDefaultPrettyPrinter()
                .writeValueAsString(new Copy(
                        FORM,
                        type.slug(),
                        type.name(),
                        type.plural(),
                        type.title(),
                        type.icon(),
                        type.colour(),
                        type.area(),
                        type.hidden(),
                        own.stream().map(field -> part(key, field)).toList()));
        for (FieldDefinition field : own) {
            List<Options.Option> offered = offered(field.type());
            for (int i = 0; i < offered.size(); i++) {
                file = file.replace(offered.get(i).id().toString(), token(field.key(), i));
            }
        }
        return file;
    }

    private Part part(String type, FieldDefinition field) {
        String detail = FieldKinds.detail(field.type());
        return new Part(
                field.key(),
                FieldKinds.kind(field.type()),
                detail.equals(type) ? SELF : detail,
                offered(field.type()).stream().map(Options.Option::label).toList(),
                new Term(field.label(), field.english(), field.catalan()),
                field.help(),
                field.section(),
                field.required(),
                text(field.requiredWhen()),
                text(field.visibleWhen()),
                text(field.readOnlyWhen()),
                field.unique(),
                field.searchable(),
                field.inList(),
                field.personalData(),
                field.start());
    }

    private static @Nullable String text(@Nullable Filter filter) {
        return filter == null || filter.isEmpty() ? null : FilterText.write(filter);
    }

    private List<Options.Option> offered(FieldType type) {
        return switch (type) {
            case FieldType.Choice(String list) -> options.offered(list);
            case FieldType.Choices(String list) -> options.offered(list);
            default -> List.of();
        };
    }

    /** What stands in a file for an option. */
    private static String token(String field, int option) {
        return "option:" + field + ":" + option + ";";
    }

    /**
     * Makes the type of a file.
     *
     * @throws InvalidRecord with what is wrong with the file, or what {@link OwnTypes#add} refuses
     */
    public Copied read(String file) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new Forbidden(Operation.EDIT, "type");
        }
        try {
            Copy copy = file.length() > LONGEST ? null : json.readValue(file, Copy.class);
            if (copy == null || copy.form() != FORM || copy.fields().size() > MOST_FIELDS) {
                throw unreadable();
            }
            return make(copy);
        } catch (JacksonException | IllegalArgumentException | NullPointerException | InvalidFilter e) {
            // whatever is missing or isn't what it should be
            throw unreadable();
        }
    }

    private static InvalidRecord unreadable() {
        return new InvalidRecord(List.of(Problem.of("", "types.file.unreadable")));
    }

    private Copied make(Copy copy) {
        String type = ownTypes.add(
                        copy.slug(),
                        new TypeDefinition(
                                "x_new",
                                "",
                                copy.name(),
                                copy.plural(),
                                copy.title(),
                                copy.icon(),
                                copy.colour(),
                                copy.area(),
                                copy.hidden(),
                                false))
                .key();
        List<String> leftBehind = new ArrayList<>();
        Map<Part, FieldDefinition> made = new HashMap<>();
        Map<String, String> known = new HashMap<>();
        for (Part part : copy.fields()) {
            FieldType kind = kind(type, part);
            String target = Field.linkTarget(kind);
            if (target != null && types.byKey(target).isEmpty()) {
                leftBehind.add(part.label().word());
                continue;
            }
            FieldDefinition field = fields.add(field(type, part, kind, Map.of(), false), part.options());
            made.put(part, field);
            List<Options.Option> offered = offered(field.type());
            for (int i = 0; i < offered.size(); i++) {
                known.put(token(part.key(), i), offered.get(i).id().toString());
            }
        }
        // conditions name other fields, which had to be made first
        made.forEach((part, field) ->
                fields.change(field(type, part, field.type(), known, true).as(field.id(), field.key(), field.type())));
        return new Copied(types.require(type), leftBehind);
    }

    private static FieldType kind(String type, Part part) {
        return switch (part.kind()) {
            case "choice", "choices" -> FieldKinds.of(part.kind(), "new");
            default -> FieldKinds.of(part.kind(), part.detail().equals(SELF) ? type : part.detail());
        };
    }

    private static FieldDefinition field(
            String type, Part part, FieldType kind, Map<String, String> known, boolean whole) {
        Filter visible = whole ? filter(part.visibleWhen(), known) : null;
        return new FieldDefinition(
                new UUID(0, 0),
                type,
                FieldDefinition.PREFIX,
                kind,
                part.label().word(),
                part.label().english(),
                part.label().catalan(),
                part.help(),
                part.section(),
                part.required(),
                whole ? filter(part.requiredWhen(), known) : null,
                Objects.requireNonNullElse(visible, Filter.NONE),
                whole ? filter(part.readOnlyWhen(), known) : null,
                part.unique(),
                part.searchable(),
                part.inList(),
                part.personalData(),
                whole ? start(part.start(), known) : null,
                false);
    }

    private static @Nullable Filter filter(@Nullable String text, Map<String, String> known) {
        return text == null ? null : FilterText.read(resolved(text, known));
    }

    private static @Nullable Object start(@Nullable Object start, Map<String, String> known) {
        return start instanceof String text ? resolved(text, known) : start;
    }

    private static String resolved(String text, Map<String, String> known) {
        String resolved = text;
        for (var option : known.entrySet()) {
            resolved = resolved.replace(option.getKey(), option.getValue());
        }
        return resolved;
    }
}
