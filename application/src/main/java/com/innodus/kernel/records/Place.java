package com.innodus.kernel.records;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Where a field's value stands. A field that the product declares is a property of the entity, one that a tenant made is
 * an entry of the JSON column {@code extra}; for everybody above they are the same.
 */
sealed interface Place<E extends BaseRecord> {
    @Nullable Object get(E record);

    /** Sets the value without any check. */
    void set(E record, @Nullable Object value);

    /** Empties it in a record that is only read, for somebody who may not know the value. */
    void hide(E record);

    /** The same place for somebody who may not write it. */
    Place<E> readOnly();

    boolean isWritable();

    /** Java type of the value. */
    Type javaType();

    /** The value in a query, in the form that {@link #comparable} gives the values that it is compared with. */
    Expression<?> in(From<?, E> root, HibernateCriteriaBuilder builder);

    /** A value as it is compared in a query. */
    @Nullable Object comparable(@Nullable Object value);

    record Property<E extends BaseRecord>(
            String name, Method getter, @Nullable Method setter) implements Place<E> {
        @Override
        public @Nullable Object get(E record) {
            return call(getter, record);
        }

        @Override
        public void set(E record, @Nullable Object value) {
            if (setter == null) {
                throw new IllegalStateException("Field " + name + " is read-only");
            }
            Object given = value == null && setter.getParameterTypes()[0] == boolean.class ? Boolean.FALSE : value;
            call(setter, record, given);
        }

        @Override
        public void hide(E record) {
            if (setter != null) {
                Class<?> kind = setter.getParameterTypes()[0];
                call(setter, record, List.class.isAssignableFrom(kind) ? List.of() : nothing(kind));
            }
        }

        private static @Nullable Object nothing(Class<?> kind) {
            if (kind == int.class) {
                return 0;
            }
            return kind == boolean.class ? Boolean.FALSE : null;
        }

        @Override
        public Place<E> readOnly() {
            return new Property<>(name, getter, null);
        }

        @Override
        public boolean isWritable() {
            return setter != null;
        }

        @Override
        public Type javaType() {
            return getter.getGenericReturnType();
        }

        @Override
        public Expression<?> in(From<?, E> root, HibernateCriteriaBuilder builder) {
            return root.get(name);
        }

        @Override
        public @Nullable Object comparable(@Nullable Object value) {
            return value;
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
    }

    record Entry<E extends BaseRecord>(String key, FieldType type, boolean locked) implements Place<E> {
        Entry(String key, FieldType type) {
            this(key, type, false);
        }

        public Entry {
            // it stands in statements, so that an index on the expression answers them
            if (!FieldDefinition.isKey(key)) {
                throw new IllegalArgumentException("Not a key of a custom field: " + key);
            }
        }

        @Override
        public @Nullable Object get(E record) {
            return JsonForm.readOrNothing(type, record.extra(key));
        }

        @Override
        public void set(E record, @Nullable Object value) {
            record.putExtra(key, JsonForm.write(type, value));
        }

        @Override
        public void hide(E record) {
            record.putExtra(key, null);
        }

        @Override
        public Place<E> readOnly() {
            return new Entry<>(key, type, true);
        }

        @Override
        public boolean isWritable() {
            return !locked && !(type instanceof FieldType.Autonumber);
        }

        @Override
        public Type javaType() {
            return JsonForm.javaType(type);
        }

        @Override
        public Expression<?> in(From<?, E> root, HibernateCriteriaBuilder builder) {
            String text = "(? ->> '" + key + "')";
            return switch (JsonForm.column(type)) {
                case TEXT -> builder.sql(text, String.class, root.get("extra"));
                case NUMBER ->
                    builder.sql("cast(" + text + " as numeric)", java.math.BigDecimal.class, root.get("extra"));
                case MONEY ->
                    builder.sql(
                            "cast(? -> '" + key + "' ->> 'amount' as numeric)",
                            java.math.BigDecimal.class,
                            root.get("extra"));
            };
        }

        @Override
        public @Nullable Object comparable(@Nullable Object value) {
            if (value == null) {
                return null;
            }
            return switch (JsonForm.column(type)) {
                case TEXT -> String.valueOf(JsonForm.write(type, value));
                case NUMBER ->
                    value instanceof java.math.BigDecimal decimal
                            ? decimal
                            : new java.math.BigDecimal(String.valueOf(JsonForm.write(type, value)));
                case MONEY -> value instanceof Money money ? money.amount() : value;
            };
        }
    }
}
