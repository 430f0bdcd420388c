package com.innodus.kernel.records;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.beans.PropertyDescriptor;
import java.lang.reflect.AnnotatedElement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.data.core.PropertyReference;

/**
 * One field of a record type. Made by the functions in {@link Fields}; what JPA and Bean Validation say of the property
 * (required, length) is read from there and not repeated.
 *
 * @param <E> the record
 */
public final class Field<E extends BaseRecord> {
    private final String key;
    private final FieldType type;
    private final Place<E> place;
    private final @Nullable FieldDefinition definition;
    private final @Nullable Derivation derivation;
    private final boolean required;
    private final boolean title;
    private final boolean searchable;
    private final boolean inList;
    private final boolean unique;
    private final boolean sortable;
    private final boolean personalData;

    private Field(
            String key,
            FieldType type,
            Place<E> place,
            @Nullable FieldDefinition definition,
            @Nullable Derivation derivation,
            boolean required,
            boolean title,
            boolean searchable,
            boolean inList,
            boolean unique,
            boolean sortable,
            boolean personalData) {
        this.key = key;
        this.type = type;
        this.place = place;
        this.definition = definition;
        this.derivation = derivation;
        this.required = required;
        this.title = title;
        this.searchable = searchable;
        this.inList = inList;
        this.unique = unique;
        this.sortable = sortable;
        this.personalData = personalData;
    }

    static <E extends BaseRecord> Field<E> of(PropertyReference<E, ?> property, FieldTypeByLength type) {
        Class<?> owner = property.getOwningType().getType();
        String key = property.getName();
        PropertyDescriptor descriptor = BeanUtils.getPropertyDescriptor(owner, key);
        if (descriptor == null || descriptor.getReadMethod() == null) {
            throw new IllegalArgumentException(owner.getSimpleName() + " has no getter for " + key);
        }
        AnnotatedElement declared = declaration(owner, key);
        Size size = declared.getAnnotation(Size.class);
        boolean required = declared.isAnnotationPresent(NotNull.class) || declared.isAnnotationPresent(NotBlank.class);
        return new Field<>(
                key,
                type.of(size == null ? 4000 : size.max()),
                new Place.Property<>(key, descriptor.getReadMethod(), descriptor.getWriteMethod()),
                null,
                null,
                required,
                false,
                false,
                false,
                false,
                false,
                false);
    }

    /** A field that the tenant made. */
    static <E extends BaseRecord> Field<E> of(FieldDefinition definition) {
        FieldType type = definition.type();
        return new Field<>(
                definition.key(),
                type,
                new Place.Entry<>(definition.key(), type),
                definition,
                definition.derivation(),
                definition.required(),
                false,
                definition.searchable(),
                definition.inList(),
                definition.unique(),
                Abilities.isSortable(type),
                definition.personalData());
    }

    /** A field type that may want to know how long the column is. */
    interface FieldTypeByLength {
        FieldType of(int maxLength);
    }

    private static AnnotatedElement declaration(Class<?> owner, String key) {
        for (Class<?> type = owner; type != null && type != Object.class; type = type.getSuperclass()) {
            try {
                return type.getDeclaredField(key);
            } catch (NoSuchFieldException e) {
                // declared further up
                continue;
            }
        }
        throw new IllegalArgumentException(owner.getSimpleName() + " has no property " + key);
    }

    private Field<E> with(
            boolean title, boolean searchable, boolean inList, boolean unique, boolean sortable, boolean personalData) {
        return new Field<>(
                key,
                type,
                place,
                definition,
                derivation,
                required,
                title,
                searchable,
                inList,
                unique,
                sortable,
                personalData);
    }

    /** The same field for somebody who may not write it. */
    Field<E> readOnly() {
        return new Field<>(
                key,
                type,
                place.readOnly(),
                definition,
                derivation,
                required,
                title,
                searchable,
                inList,
                unique,
                sortable,
                personalData);
    }

    /** Computed by this formula, see {@link com.innodus.kernel.formula}. */
    public Field<E> formula(String text) {
        return derived(new Derivation.Formula(text, false));
    }

    /** Rolled up over the records that link here. */
    public Field<E> rolledUp(Derivation.RollUp rollUp) {
        return derived(rollUp);
    }

    private Field<E> derived(Derivation from) {
        return new Field<>(
                key,
                type,
                place,
                definition,
                from,
                required,
                title,
                searchable,
                inList,
                unique,
                sortable,
                personalData);
    }

    /** Part of the record's title, in the order of declaration. */
    public Field<E> title() {
        return with(true, true, inList, unique, sortable, personalData);
    }

    /** Found by search. */
    public Field<E> searchable() {
        return with(title, true, inList, unique, sortable, personalData);
    }

    /** A column of the list until a user chooses others. */
    public Field<E> inList() {
        return with(title, searchable, true, unique, sortable, personalData);
    }

    /** No two living records have the same value. */
    public Field<E> unique() {
        return with(title, searchable, inList, true, sortable, personalData);
    }

    /** The list can be sorted by it; the schema has an index on (column, id). */
    public Field<E> sortable() {
        return with(title, searchable, inList, unique, true, personalData);
    }

    /** Says something about a person (GDPR art. 4.1). */
    public Field<E> personalData() {
        return with(title, searchable, inList, unique, sortable, true);
    }

    /** The property's name; also its name in filters, files and translations. */
    public String key() {
        return key;
    }

    public FieldType type() {
        return type;
    }

    public boolean isRequired() {
        return required;
    }

    public boolean isTitle() {
        return title;
    }

    public boolean isSearchable() {
        return searchable;
    }

    public boolean isInList() {
        return inList;
    }

    public boolean isUnique() {
        return unique;
    }

    public boolean isSortable() {
        return sortable;
    }

    public boolean isPersonalData() {
        return personalData;
    }

    /** Where its value comes from, if nobody writes it. */
    public Optional<Derivation> derivation() {
        return Optional.ofNullable(derivation);
    }

    /** Whether people may write it. */
    public boolean isWritable() {
        return derivation == null && place.isWritable();
    }

    /** Whether its values can be the columns of a board: one value for each record, and people may change it. */
    public boolean isBoardable() {
        return isWritable()
                && (type instanceof FieldType.Choice
                        || type instanceof FieldType.User
                        || type instanceof FieldType.Team);
    }

    /** Java type of the value. */
    java.lang.reflect.Type javaType() {
        return place.javaType();
    }

    /** What the tenant said of it, if the tenant made it. */
    public Optional<FieldDefinition> definition() {
        return Optional.ofNullable(definition);
    }

    /** The value in a query; values are compared with it as {@link #comparable} has them. */
    Expression<?> in(From<?, E> root, HibernateCriteriaBuilder builder) {
        return place.in(root, builder);
    }

    @Nullable Object comparable(@Nullable Object value) {
        return place.comparable(value);
    }

    /** Key of the type that its values lead to, if they do. */
    public @Nullable String linkTarget() {
        return linkTarget(type);
    }

    static @Nullable String linkTarget(FieldType type) {
        return switch (type) {
            case FieldType.Link(String target) -> target;
            case FieldType.Links(String target) -> target;
            default -> null;
        };
    }

    /** The records that a record links to. */
    public List<UUID> linked(E record) {
        Object value = linkTarget() == null ? null : get(record);
        return switch (value) {
            case UUID id -> List.of(id);
            case Collection<?> several -> several.stream().map(UUID.class::cast).toList();
            case null, default -> List.of();
        };
    }

    /** Whether it is an entry of the column {@code extra}. */
    boolean isEntry() {
        return place instanceof Place.Entry;
    }

    public @Nullable Object get(E record) {
        return place.get(record);
    }

    /** Sets the value without any check; the gate checks. */
    void set(E record, @Nullable Object value) {
        place.set(record, value);
    }

    /** Empties the field of a record that is only read, for somebody who may not know the value. */
    void hide(E record) {
        place.hide(record);
    }

    @Override
    public String toString() {
        return key;
    }
}
