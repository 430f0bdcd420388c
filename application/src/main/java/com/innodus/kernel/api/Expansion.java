package com.innodus.kernel.api;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts what records link to beside them, as far as the caller may read it: {@code "expanded": {"organisation": {…}}}. The
 * fields keep their ids, so that programs read them as ever. Each type that is led to is asked for once.
 */
@Component
class Expansion {
    static final String MEMBER = "expanded";

    private static final int MOST = 5;
    private static final int AT_ONCE = 1_000;

    private final ApiTypes types;
    private final Records records;
    private final RecordJson json;
    private final Users users;

    Expansion(ApiTypes types, Records records, RecordJson json, Users users) {
        this.types = types;
        this.records = records;
        this.json = json;
        this.users = users;
    }

    /** The fields that shall be followed. @throws ApiProblem for one that isn't there or leads nowhere */
    static Set<String> wanted(RecordType<?> type, String expand) {
        Set<String> wanted = expand.isBlank() ? Set.of() : new LinkedHashSet<>(Arrays.asList(expand.split(",", -1)));
        for (String key : wanted) {
            if (type.field(key).filter(Expansion::isFollowed).isEmpty()) {
                throw ApiProblem.badRequest("expand", ApiProblem.shortened(key));
            }
        }
        if (wanted.size() > MOST) {
            throw ApiProblem.badRequest("expand-many", Integer.toString(MOST));
        }
        return wanted;
    }

    static boolean isFollowed(Field<?> field) {
        return field.linkTarget() != null || isOfUsers(field);
    }

    private static boolean isOfUsers(Field<?> field) {
        return field.type() instanceof FieldType.User || field.type() instanceof FieldType.Users;
    }

    /** Adds what the records of the page link to, to what was written of them. */
    <E extends BaseRecord> void add(
            RecordType<E> type, List<E> page, Set<String> wanted, List<Map<String, @Nullable Object>> written) {
        if (wanted.isEmpty()) {
            return;
        }
        List<Field<E>> followed = type.fields().stream()
                .filter(field -> wanted.contains(field.key()))
                .toList();
        Map<String, Map<UUID, Object>> found = linked(followed, page);
        for (int i = 0; i < page.size(); i++) {
            Map<String, @Nullable Object> beside = new LinkedHashMap<>();
            for (Field<E> field : followed) {
                Object value = field.get(page.get(i));
                beside.put(
                        field.key(),
                        isOfUsers(field)
                                ? each(value, this::user)
                                : each(value, found.getOrDefault(field.linkTarget(), Map.of())::get));
            }
            written.get(i).put(MEMBER, beside);
        }
    }

    private <E extends BaseRecord> Map<String, Map<UUID, Object>> linked(List<Field<E>> followed, List<E> page) {
        Map<String, Set<UUID>> ids = new LinkedHashMap<>();
        for (Field<E> field : followed) {
            String target = field.linkTarget();
            if (target != null) {
                page.forEach(record -> ids.computeIfAbsent(target, key -> new LinkedHashSet<>())
                        .addAll(field.linked(record)));
            }
        }
        Map<String, Map<UUID, Object>> found = new HashMap<>();
        ids.forEach((target, wanted) ->
                types.readable(target).ifPresent(type -> found.put(target, read(type, List.copyOf(wanted)))));
        return found;
    }

    private <T extends BaseRecord> Map<UUID, Object> read(RecordType<T> type, List<UUID> ids) {
        Map<UUID, Object> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<T> some = records.all(type, ids.subList(from, Math.min(from + AT_ONCE, ids.size())));
            List<Map<String, @Nullable Object>> written = json.write(type, some, Set.of());
            for (int i = 0; i < some.size(); i++) {
                found.put(some.get(i).getId(), written.get(i));
            }
        }
        return found;
    }

    private @Nullable Object user(UUID id) {
        return users.remembered(id).map(Expansion::user).orElse(null);
    }

    private static Map<String, Object> user(User user) {
        return Map.of("id", user.id(), "name", user.name());
    }

    private interface Look {
        @Nullable Object up(UUID id);
    }

    private static @Nullable Object each(@Nullable Object value, Look look) {
        if (value instanceof Collection<?> several) {
            List<Object> found = new ArrayList<>();
            several.stream()
                    .map(id -> look.up((UUID) id))
                    .filter(Objects::nonNull)
                    .forEach(found::add);
            return found;
        }
        return value instanceof UUID id ? look.up(id) : null;
    }
}
