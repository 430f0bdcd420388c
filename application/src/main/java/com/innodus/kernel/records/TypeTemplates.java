package com.innodus.kernel.records;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.i18n.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Types of record that many tenants make, with fields to begin with; and what any new type can be given at once. */
@Service
@Transactional
public class TypeTemplates {
    private static final FieldType SHORT = new FieldType.Text(200);
    private static final FieldType NEW_LIST = new FieldType.Choice("new");

    private static final List<Template> ALL = List.of(
            new Template(
                    "vehicle",
                    "CAR",
                    part("plate", SHORT).recognised(),
                    part("kind", NEW_LIST),
                    part("model", SHORT).shown(),
                    part("driver", new FieldType.Link("person")).shown(),
                    part("mileage", new FieldType.Whole()),
                    part("inspection", new FieldType.Day()).shown(),
                    part("insured", new FieldType.Day())),
            new Template(
                    "contract",
                    "HANDSHAKE",
                    part("party", new FieldType.Link("organisation")).shown(),
                    part("status", NEW_LIST).shown(),
                    part("start", new FieldType.Day()).shown(),
                    part("end", new FieldType.Day()).shown(),
                    part("value", new FieldType.Price()).shown(),
                    part("notice", new FieldType.Whole()),
                    part("terms", new FieldType.LongText(4000))),
            new Template(
                    "course",
                    "ACADEMY_CAP",
                    part("status", NEW_LIST).shown(),
                    part("start", new FieldType.Moment()).shown(),
                    part("end", new FieldType.Moment()),
                    part("place", SHORT).shown(),
                    part("teacher", new FieldType.Link("person")).shown(),
                    part("students", new FieldType.Links("person")),
                    part("seats", new FieldType.Whole()),
                    part("fee", new FieldType.Price())),
            new Template(
                    "property",
                    "BUILDING_O",
                    part("reference", new FieldType.Autonumber("P-")).shown(),
                    part("kind", NEW_LIST).shown(),
                    part("address", new FieldType.Addresses()),
                    part("surface", new FieldType.Decimal(2)),
                    part("price", new FieldType.Price()).shown(),
                    part("landlord", new FieldType.Link("person")).shown(),
                    part("status", NEW_LIST).shown()),
            new Template(
                    "file",
                    "FOLDER_OPEN_O",
                    part("number", new FieldType.Autonumber("E-")).shown(),
                    part("status", NEW_LIST).shown(),
                    part("holder", new FieldType.Link("person")).shown(),
                    part("opened", new FieldType.Day()).shown(),
                    part("due", new FieldType.Day()).shown(),
                    part("summary", new FieldType.LongText(4000))),
            new Template(
                    "equipment",
                    "LAPTOP",
                    part("serial", SHORT).recognised(),
                    part("kind", NEW_LIST).shown(),
                    part("status", NEW_LIST).shown(),
                    part("keeper", new FieldType.Link("person")).shown(),
                    part("bought", new FieldType.Day()),
                    part("cost", new FieldType.Price())));

    private final OwnTypes ownTypes;
    private final CustomFields fields;
    private final RecordTypes types;

    TypeTemplates(OwnTypes ownTypes, CustomFields fields, RecordTypes types) {
        this.ownTypes = ownTypes;
        this.fields = fields;
        this.types = types;
    }

    /** A type to begin with; its words are the texts {@code template.<key>…}. */
    public record Template(String key, String icon, List<Part> parts) {
        private Template(String key, String icon, Part... parts) {
            this(key, icon, List.of(parts));
        }

        public String name(Locale locale) {
            return Texts.text(locale, "template." + key);
        }

        /** The definition that it begins with. */
        public TypeDefinition definition() {
            TypeDefinition named =
                    TypeDefinition.named(Term.ofText("template." + key), Term.ofText("template." + key + ".plural"));
            return new TypeDefinition(
                    named.key(),
                    named.slug(),
                    named.name(),
                    named.plural(),
                    named.title(),
                    icon,
                    null,
                    named.area(),
                    named.hidden(),
                    false);
        }
    }

    /** A field of a template. */
    public record Part(String name, FieldType type, boolean inList, boolean unique) {
        private Part shown() {
            return new Part(name, type, true, unique);
        }

        /** No two records have the same, and people search by it. */
        private Part recognised() {
            return new Part(name, type, true, true);
        }
    }

    /**
     * What a new type is given beside its template.
     *
     * @param tree whether its records stand below one another
     * @param numbers begin of the numbers that its records get; null for none
     */
    public record Extras(boolean tree, @Nullable String numbers) {}

    private static Part part(String name, FieldType type) {
        return new Part(name, type, false, false);
    }

    public List<Template> all() {
        return ALL;
    }

    /**
     * Makes a type with the fields of a template.
     *
     * @param template null to begin from nothing
     * @throws InvalidRecord as {@link OwnTypes#add} does
     */
    public RecordType<?> add(String address, TypeDefinition draft, @Nullable String template, Extras extras) {
        FieldType numbers = extras.numbers() == null ? null : numbering(extras.numbers());
        String key = ownTypes.add(address, draft).key();
        if (numbers != null) {
            field(key, "types.field.number", numbers, true, false);
        }
        find(template)
                .ifPresent(found -> found.parts()
                        .forEach(part -> field(
                                key,
                                "template." + found.key() + "." + part.name(),
                                part.type(),
                                part.inList(),
                                part.unique())));
        if (extras.tree()) {
            field(key, "types.field.parent", new FieldType.Link(key), false, false);
        }
        return types.require(key);
    }

    private static FieldType numbering(String prefix) {
        try {
            return FieldKinds.of("autonumber", prefix);
        } catch (IllegalArgumentException e) {
            throw new InvalidRecord(List.of(Problem.of("numbers", "types.numbers.invalid")));
        }
    }

    private static Optional<Template> find(@Nullable String key) {
        return ALL.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    private void field(String type, String text, FieldType kind, boolean inList, boolean unique) {
        Term label = Term.ofText(text);
        FieldDefinition blank = FieldDefinition.blank(type, kind, label.word());
        FieldDefinition field = new FieldDefinition(
                blank.id(),
                type,
                blank.key(),
                kind,
                label.word(),
                label.english(),
                label.catalan(),
                null,
                RecordType.OVERVIEW,
                false,
                null,
                Filter.NONE,
                null,
                unique,
                unique && Abilities.isSearchable(kind),
                inList,
                false,
                null,
                false);
        fields.add(field, kind.equals(NEW_LIST) ? options(text) : List.of());
    }

    /** In the language of whoever makes the type. */
    private static List<String> options(String text) {
        return Arrays.asList(
                Texts.text(CurrentActor.get().locale(), text + ".options").split(";"));
    }
}
