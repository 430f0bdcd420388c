package com.innodus.kernel.records;

import com.innodus.kernel.i18n.Texts;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.data.core.PropertyReference;

/**
 * The one declaration of a record type, from which every face derives. Immutable and shared by all tenants.
 *
 * @param <E> the entity
 */
public final class RecordType<E extends BaseRecord> {
    /** Where a tenant's fields stand that name no section. */
    public static final String OWN_SECTION = "own";

    /** The section that every type begins with. */
    static final String OVERVIEW = "overview";

    private final Class<E> entity;
    private final String key;
    private final String plural;
    private final String icon;
    private final String area;
    private final String feature;
    private final Map<String, Field<E>> fields;
    private final List<Field<E>> fieldList;
    private final List<Field<E>> titleFields;
    private final List<Field<E>> pictures;
    private final List<Section> sections;
    private final List<String> matchKeys;
    private final @Nullable String organisation;
    private final @Nullable TypeDefinition definition;
    private final Map<String, Term> terms;
    private final Conduct<E> conduct;
    private final RecordType<E> whole;

    /**
     * A group of fields on sheet and form.
     *
     * @param title as the tenant wrote it; null for a section of the product, whose title is a translation
     */
    public record Section(String key, @Nullable String title, List<String> fields) {
        public String label(Locale locale) {
            return title == null ? Texts.text(locale, "section." + key) : title;
        }
    }

    private RecordType(Builder<E> builder) {
        entity = builder.entity;
        key = builder.key;
        plural = builder.plural;
        icon = builder.icon;
        area = builder.area;
        feature = builder.feature;
        fields = new LinkedHashMap<>(builder.fields);
        fieldList = List.copyOf(fields.values());
        pictures = fieldList.stream()
                .filter(field -> field.type() instanceof FieldType.Image)
                .toList();
        titleFields = fieldList.stream().filter(Field::isTitle).toList();
        sections = List.copyOf(builder.sections);
        matchKeys = List.copyOf(builder.matchKeys);
        organisation = builder.organisation;
        definition = builder.definition;
        terms = Map.of();
        conduct = builder.conduct;
        whole = this;
    }

    private RecordType(RecordType<E> whole, Map<String, Field<E>> fields) {
        entity = whole.entity;
        key = whole.key;
        plural = whole.plural;
        icon = whole.icon;
        area = whole.area;
        feature = whole.feature;
        this.fields = fields;
        fieldList = List.copyOf(fields.values());
        pictures = fieldList.stream()
                .filter(field -> field.type() instanceof FieldType.Image)
                .toList();
        titleFields = fieldList.stream().filter(Field::isTitle).toList();
        sections = whole.sections.stream()
                .map(section -> new Section(
                        section.key(),
                        section.title(),
                        section.fields().stream().filter(fields::containsKey).toList()))
                .filter(section -> !section.fields().isEmpty())
                .toList();
        matchKeys = whole.matchKeys.stream().filter(fields::containsKey).toList();
        organisation = whole.organisation;
        definition = whole.definition;
        terms = whole.terms;
        conduct = whole.conduct;
        this.whole = whole;
    }

    /** The type as somebody sees it who doesn't know of some fields and can't write others. */
    RecordType<E> seenBy(Set<String> hidden, Set<String> locked) {
        Map<String, Field<E>> seen = new LinkedHashMap<>();
        whole.fields.forEach((fieldKey, field) -> {
            if (field.isTitle() || !hidden.contains(fieldKey)) {
                seen.put(fieldKey, locked.contains(fieldKey) ? field.readOnly() : field);
            }
        });
        return new RecordType<>(whole, seen);
    }

    /** The type with all of its fields, whoever sees it; what the gate works with. */
    RecordType<E> whole() {
        return whole;
    }

    /** The same with a tenant's own fields. */
    private RecordType(RecordType<E> declared, List<FieldDefinition> own, Map<String, Term> terms) {
        entity = declared.entity;
        key = declared.key;
        plural = declared.plural;
        icon = declared.icon;
        area = declared.area;
        feature = declared.feature;
        matchKeys = declared.matchKeys;
        organisation = declared.organisation;
        definition = declared.definition;
        this.terms = terms;
        conduct = declared.conduct;
        whole = this;
        titleFields = declared.titleFields;
        fields = new LinkedHashMap<>(declared.fields);
        Map<String, Section> grouped = new LinkedHashMap<>();
        declared.sections.forEach(section ->
                grouped.put(section.key(), new Section(section.key(), null, new ArrayList<>(section.fields()))));
        for (FieldDefinition definition : own) {
            fields.put(definition.key(), Field.of(definition));
            String section = definition.section().isEmpty() ? OWN_SECTION : definition.section();
            grouped.computeIfAbsent(
                            section,
                            name -> new Section(name, name.equals(OWN_SECTION) ? null : name, new ArrayList<>()))
                    .fields()
                    .add(definition.key());
        }
        fieldList = List.copyOf(fields.values());
        pictures = fieldList.stream()
                .filter(field -> field.type() instanceof FieldType.Image)
                .toList();
        sections = grouped.values().stream()
                .map(section -> new Section(section.key(), section.title(), List.copyOf(section.fields())))
                .toList();
    }

    /** The type as a tenant sees it that made these fields, in their order. */
    RecordType<E> with(List<FieldDefinition> own) {
        return new RecordType<>(this, own, terms);
    }

    /** The same, called by a tenant's own words; by the keys of the product's texts. */
    RecordType<E> with(List<FieldDefinition> own, Map<String, Term> words) {
        return new RecordType<>(this, own, words);
    }

    /**
     * Begins a declaration.
     *
     * @param key singular noun: rights, translations, comments
     * @param plural plural noun: addresses
     */
    public static <E extends BaseRecord> Builder<E> recordType(Class<E> entity, String key, String plural) {
        return new Builder<>(entity, key, plural);
    }

    public Class<E> entity() {
        return entity;
    }

    /** A type that a tenant made. */
    static RecordType<CustomRecord> made(TypeDefinition definition) {
        Builder<CustomRecord> builder = recordType(CustomRecord.class, definition.key(), definition.slug())
                .icon(definition.icon())
                .area(definition.area())
                .fields(
                        Fields.text(CustomRecord::getName).title(),
                        Fields.user(CustomRecord::getOwner),
                        Fields.team(CustomRecord::getTeam))
                .section(OVERVIEW, CustomRecord::getName, CustomRecord::getOwner, CustomRecord::getTeam)
                .importMatchesOn(CustomRecord::getName);
        builder.definition = definition;
        return builder.declare();
    }

    /** What the tenant said of it, if the tenant made it. */
    public Optional<TypeDefinition> definition() {
        return Optional.ofNullable(definition);
    }

    /** Name of the entity's table. */
    String table() {
        jakarta.persistence.Table table = entity.getAnnotation(jakarta.persistence.Table.class);
        return table == null ? key : table.name();
    }

    /** Its rows in a statement, after "from"; the types that a tenant made share a table. */
    String rows() {
        return definition == null
                ? table()
                : "(select * from " + table() + " where type_key = '" + definition.key() + "')";
    }

    /** Holds for the rows of the type, and for none of another one in the same table. */
    Predicate only(HibernateCriteriaBuilder builder, From<?, E> root) {
        return definition == null ? builder.conjunction() : builder.equal(root.get("typeKey"), key);
    }

    /** The same of a record at hand. */
    boolean has(E record) {
        return definition == null || record instanceof CustomRecord made && key.equals(made.getTypeKey());
    }

    /** A record without values. */
    E newRecord() {
        try {
            E record = entity.getDeclaredConstructor().newInstance();
            if (record instanceof CustomRecord made) {
                made.setTypeKey(key);
            }
            return record;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(key + " has no public constructor without arguments", e);
        }
    }

    /** What one of its records is called. */
    public String name(Locale locale) {
        return definition == null
                ? word("type." + key, locale)
                : definition.name().in(locale);
    }

    /** What its records are called. */
    public String pluralName(Locale locale) {
        return definition == null
                ? word("type." + key + ".plural", locale)
                : definition.plural().in(locale);
    }

    /** What the button says that makes one. */
    public String newText(Locale locale) {
        Term own = definition == null ? terms.get("type." + key) : definition.name();
        return own == null
                ? Texts.text(locale, "list.new." + key)
                : Texts.text(locale, "types.new", own.within(locale));
    }

    /** What a list says that has none. */
    public String emptyText(Locale locale) {
        Term own = definition == null ? terms.get("type." + key + ".plural") : definition.plural();
        return own == null
                ? Texts.text(locale, "list.empty." + key)
                : Texts.text(locale, "types.empty", own.in(locale));
    }

    /** Whether the tenant calls its records otherwise than the product does. */
    public boolean isReworded() {
        return terms.containsKey("type." + key + ".plural");
    }

    /** What its records are called where a reader's language isn't known yet: the key of a text, or the tenant's word. */
    public String subject() {
        return definition == null
                ? "#type." + key + ".plural"
                : definition.plural().word();
    }

    /** The tenant's own word, or the product's text. */
    private String word(String textKey, Locale locale) {
        Term own = terms.get(textKey);
        return own == null ? Texts.text(locale, textKey) : own.in(locale);
    }

    public String key() {
        return key;
    }

    public String plural() {
        return plural;
    }

    /** Name of the icon in Vaadin's set. */
    public String icon() {
        return icon;
    }

    /** Key of the area of the navigation that it stands in. */
    public String area() {
        return area;
    }

    /** Key of the feature that it belongs to. */
    public String feature() {
        return feature;
    }

    public List<Field<E>> fields() {
        return fieldList;
    }

    public Optional<Field<E>> field(String fieldKey) {
        return Optional.ofNullable(fields.get(fieldKey));
    }

    /**
     * The field with this key.
     *
     * @throws IllegalArgumentException when the type has none
     */
    public Field<E> require(String fieldKey) {
        return field(fieldKey)
                .orElseThrow(() -> new IllegalArgumentException("Type " + key + " has no field " + fieldKey));
    }

    /** A field's value in a query, or that of what every record has: title and times. */
    Expression<?> column(From<?, E> root, HibernateCriteriaBuilder builder, String fieldKey) {
        Field<E> field = fields.get(fieldKey);
        return field == null ? root.get(fieldKey) : field.in(root, builder);
    }

    /** Keys of the fields that a new record must be given, because it doesn't begin with them. */
    public List<String> demanded() {
        E fresh = newRecord();
        return fieldList.stream()
                .filter(field -> field.isRequired() && field.isWritable())
                .filter(field -> field.definition()
                        .map(own -> own.start() == null && own.visibleWhen().isEmpty())
                        .orElseGet(() -> field.get(fresh) == null))
                .map(Field::key)
                .toList();
    }

    public List<Section> sections() {
        return sections;
    }

    /** The values of a record, by key, as conditions ask for them. */
    public FieldDefinition.Values values(E record) {
        return fieldKey -> Keyset.valueOrNull(this, record, fieldKey);
    }

    /** The picture by which a record is known: that of its first field of pictures. */
    public @Nullable StoredFile face(E record) {
        return pictures.isEmpty() ? null : (StoredFile) pictures.getFirst().get(record);
    }

    /** What a field is called. */
    public String label(String fieldKey, Locale locale) {
        return field(fieldKey)
                .flatMap(Field::definition)
                .map(own -> own.label(locale))
                .orElseGet(() ->
                        definition == null ? word(key + "." + fieldKey, locale) : definition.label(fieldKey, locale));
    }

    /** What helps to fill a field in. */
    public Optional<String> help(String fieldKey, Locale locale) {
        Optional<FieldDefinition> own = field(fieldKey).flatMap(Field::definition);
        return own.isPresent() ? own.map(FieldDefinition::help) : Texts.find(locale, key + "." + fieldKey + ".help");
    }

    /** Fields by which an import recognises a record that exists, best first. */
    public List<Field<E>> matchFields() {
        return matchKeys.stream().map(this::require).toList();
    }

    /** The property that says to which organisation a record belongs, for rights by organisation. */
    public Optional<String> organisation() {
        return Optional.ofNullable(organisation);
    }

    Conduct<E> conduct() {
        return conduct;
    }

    public List<Field<E>> titleFields() {
        return titleFields;
    }

    /** The fields that link to another type, for related lists and merging. */
    public List<Field<E>> linksTo(String target) {
        return fields().stream()
                .filter(field -> target.equals(field.linkTarget()))
                .toList();
    }

    @Override
    public String toString() {
        return key;
    }

    /** Collects a declaration and checks it. */
    public static final class Builder<E extends BaseRecord> {
        private final Class<E> entity;
        private final String key;
        private final String plural;
        private String icon = "FILE_O";
        private String area = "records";
        private String feature = "core";
        private final Map<String, Field<E>> fields = new LinkedHashMap<>();
        private final List<Section> sections = new ArrayList<>();
        private final List<String> matchKeys = new ArrayList<>();
        private @Nullable String organisation;
        private @Nullable TypeDefinition definition;
        private Conduct<E> conduct = Conduct.plain();

        private Builder(Class<E> entity, String key, String plural) {
            this.entity = entity;
            this.key = key;
            this.plural = plural;
        }

        public Builder<E> icon(String icon) {
            this.icon = icon;
            return this;
        }

        public Builder<E> area(String area) {
            this.area = area;
            return this;
        }

        public Builder<E> feature(String feature) {
            this.feature = feature;
            return this;
        }

        @SafeVarargs
        public final Builder<E> fields(Field<E>... declared) {
            for (Field<E> field : declared) {
                if (fields.put(field.key(), field) != null) {
                    throw new IllegalArgumentException(key + "." + field.key() + " is declared twice");
                }
            }
            return this;
        }

        @SafeVarargs
        public final Builder<E> section(String sectionKey, PropertyReference<E, ?>... properties) {
            sections.add(new Section(sectionKey, null, names(properties)));
            return this;
        }

        /** Says which property holds the organisation that a record belongs to. */
        public Builder<E> ofOrganisation(PropertyReference<E, ? extends @Nullable UUID> property) {
            organisation = property.getName();
            return this;
        }

        /** Sets what derives from the fields, before each write. */
        public Builder<E> settledBy(Consumer<E> settling) {
            conduct = conduct.settling(settling);
            return this;
        }

        /** Finds what is wrong with a record as a whole, after each field was looked at. */
        public Builder<E> checkedBy(Function<E, List<Problem>> checking) {
            conduct = conduct.checking(checking);
            return this;
        }

        /** Hides records that have this set from all but owner, maker and participants, whatever roles others have. */
        public Builder<E> confidentialBy(PropertyReference<E, Boolean> property) {
            conduct = conduct.confidential(property.getName());
            return this;
        }

        /** Lets these users read and comment a record whatever their scope. */
        public Builder<E> sharedWith(PropertyReference<E, List<UUID>> property) {
            conduct = conduct.participants(property.getName());
            return this;
        }

        /** Says that several records may well have the same title. */
        public Builder<E> withNamesakes() {
            conduct = conduct.withNamesakes();
            return this;
        }

        @SafeVarargs
        public final Builder<E> importMatchesOn(PropertyReference<E, ?>... properties) {
            matchKeys.addAll(names(properties));
            return this;
        }

        public RecordType<E> declare() {
            RecordType<E> type = new RecordType<>(this);
            if (type.titleFields().isEmpty()) {
                throw new IllegalArgumentException(key + " has no title field");
            }
            sections.forEach(section -> section.fields().forEach(type::require));
            matchKeys.forEach(type::require);
            return type;
        }

        @SafeVarargs
        private static <E> List<String> names(PropertyReference<E, ?>... properties) {
            return Arrays.stream(properties).map(PropertyReference::getName).toList();
        }
    }
}
