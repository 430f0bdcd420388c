package com.innodus.kernel.records;

import com.innodus.kernel.records.Records.Mention;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records that a new one may be already, by what imports recognise them by and by title. */
@Component
@Transactional(readOnly = true)
public class Duplicates {
    private static final int SHOWN = 5;

    private final Records records;
    private final FieldRights fields;

    Duplicates(Records records, FieldRights fields) {
        this.fields = fields;
        this.records = records;
    }

    /** Those that the acting user may read, a few at most. */
    public <E extends BaseRecord> List<Mention> of(RecordType<E> type, Map<String, @Nullable Object> values) {
        Set<UUID> found = new LinkedHashSet<>();
        for (Field<E> field : fields.seen(type).matchFields()) {
            String form = Records.matchForm(field, values.get(field.key()));
            if (form != null && !form.isBlank()) {
                found.addAll(records.having(type, field, List.of(form)).values());
            }
        }
        String title = type.titleFields().stream()
                .map(field -> values.get(field.key()))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .filter(text -> !text.isBlank())
                .map(String::strip)
                .collect(Collectors.joining(" "));
        if (!title.isEmpty() && !type.conduct().namesakes()) {
            found.addAll(records.titled(type, title, SHOWN));
        }
        Map<UUID, String> alike = records.titles(type, found);
        return found.stream()
                .flatMap(id -> Stream.ofNullable(alike.get(id)).map(readable -> new Mention(id, readable)))
                .limit(SHOWN)
                .toList();
    }
}
