package com.innodus.kernel.records;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of fields as people read them, for texts that no screen shows, such as mails. */
@FunctionalInterface
public interface ValueText {
    /** @param titles of linked records, by id */
    String text(Field<?> field, @Nullable Object value, Map<UUID, String> titles, Locale locale);
}
