package com.innodus.kernel.records;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.beans.PropertyDescriptor;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
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
    private final Method getter;
    private final @Nullable Method setter;
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
            Method getter,
            @Nullable Method setter,
            boolean required,
            boolean title,
            boolean searchable,
            boolean inList,
            boolean unique,
            boolean sortable,
            boolean personalData) {
        this.key = key;
        this.type = type;
        this.getter = getter;
        this.setter = setter;
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
                descriptor.getReadMethod(),
                descriptor.getWriteMethod(),
                required,
                false,
                false,
                false,
                false,
                false,
                false);
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
                key, type, getter, setter, required, title, searchable, inList, unique, sortable, personalData);
    }

    /** The same field for somebody who may not write it. */
    Field<E> readOnly() {
        return new Field<>(
                key, type, getter, null, required, title, searchable, inList, unique, sortable, personalData);
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

    /** Whether people may write it. */
    public boolean isWritable() {
        return setter != null;
    }

    /** Whether its values can be the columns of a board: one value for each record, and people may change it. */
    public boolean isBoardable() {
        return isWritable() && (type instanceof FieldType.Choice || type instanceof FieldType.User);
    }

    /** Java type of the value. */
    java.lang.reflect.Type javaType() {
        return getter.getGenericReturnType();
    }

    public @Nullable Object get(E record) {
        return call(getter, record);
    }

    /** Sets the value without any check; the gate checks. */
    void set(E record, @Nullable Object value) {
        if (setter == null) {
            throw new IllegalStateException("Field " + key + " is read-only");
        }
        Object given = value == null && setter.getParameterTypes()[0] == boolean.class ? Boolean.FALSE : value;
        call(setter, record, given);
    }

    /** Empties the field of a record that is only read, for somebody who may not know the value. */
    void hide(E record) {
        if (setter != null) {
            Class<?> kind = setter.getParameterTypes()[0];
            call(setter, record, List.class.isAssignableFrom(kind) ? List.of() : kind == int.class ? 0 : nothing(kind));
        }
    }

    private static @Nullable Object nothing(Class<?> kind) {
        return kind == boolean.class ? Boolean.FALSE : null;
    }

    private static @Nullable Object call(Method method, Object target, @Nullable Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " is not public", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public String toString() {
        return key;
    }
}
