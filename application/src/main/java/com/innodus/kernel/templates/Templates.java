package com.innodus.kernel.templates;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.ValueText;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Texts with placeholders such as <code>{{name}}</code>, filled in from a record: Mustache, which has no logic. A text knows
 * the record's fields and nothing else; nothing of Java can be reached from it.
 */
@Component
public class Templates {
    /** What every text knows besides the fields. */
    public static final List<String> OF_ALL = List.of("title", "link");

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            // the mail around it escapes what it takes in
            .escapeHTML(false)
            .defaultValue("")
            .emptyStringIsFalse(true)
            .withLoader(name -> {
                throw new MustacheException("No other text can be included");
            })
            .withCollector(new OnlyMaps());

    private final Records records;
    private final ValueText values;
    private final Addresses addresses;

    Templates(Records records, ValueText values, Addresses addresses) {
        this.records = records;
        this.values = values;
        this.addresses = addresses;
    }

    /** What is wrong with a text. */
    public sealed interface Fault {
        /** These placeholders mean nothing. */
        record Unknown(Set<String> names) implements Fault {}

        /** A placeholder isn't closed, or the like. */
        record Unreadable() implements Fault {}
    }

    /**
     * What is wrong with a text, if anything.
     *
     * @param type of the records that it is filled in from; null for any
     */
    public static @Nullable Fault fault(@Nullable RecordType<?> type, String text) {
        Set<String> unknown = new LinkedHashSet<>();
        try {
            COMPILER.compile(text).visit(new Names(name -> {
                if (!OF_ALL.contains(name) && (type == null || type.field(name).isEmpty())) {
                    unknown.add(name);
                }
            }));
        } catch (MustacheException e) {
            return new Fault.Unreadable();
        }
        return unknown.isEmpty() ? null : new Fault.Unknown(unknown);
    }

    /**
     * A text with the values of a record, as the acting user reads it.
     *
     * @throws UnreadableTemplate when a placeholder isn't closed, or the like
     */
    public <E extends BaseRecord> String fill(String text, RecordType<E> type, E record, Locale locale) {
        return text.contains("{{") ? fill(text, known(type, record, locale)) : text;
    }

    /**
     * A text with what is known.
     *
     * @throws UnreadableTemplate when a placeholder isn't closed, or the like
     */
    public static String fill(String text, Map<String, String> known) {
        try {
            return COMPILER.compile(text).execute(known);
        } catch (MustacheException e) {
            throw new UnreadableTemplate(e);
        }
    }

    private <E extends BaseRecord> Map<String, String> known(RecordType<E> type, E record, Locale locale) {
        Map<UUID, String> titles = records.linkedTitles(type, List.of(record));
        Map<String, String> known = new LinkedHashMap<>();
        for (Field<E> field : type.fields()) {
            known.put(field.key(), values.text(field, field.get(record), titles, locale));
        }
        known.put("title", record.getTitle());
        known.put("link", link(type.plural() + "/" + record.getId()));
        return known;
    }

    private String link(String path) {
        return addresses.of(TenantScope.current()) + "/app/" + path;
    }

    private record Names(java.util.function.Consumer<String> found) implements Mustache.Visitor {
        @Override
        public void visitText(String text) {
            if (text.contains("{{")) {
                throw new MustacheException("A placeholder isn't closed");
            }
        }

        @Override
        public void visitVariable(String name) {
            found.accept(name);
        }

        @Override
        public boolean visitInclude(String name) {
            throw new MustacheException("No other text can be included");
        }

        @Override
        public boolean visitSection(String name) {
            found.accept(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            found.accept(name);
            return true;
        }
    }

    /** Mustache would else call methods of whatever it is given. */
    private static final class OnlyMaps implements Mustache.Collector {
        @Override
        public @Nullable Iterator<?> toIterator(Object value) {
            return null;
        }

        @Override
        public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map<?, ?> map && map.containsKey(name)
                    ? (from, key) -> from instanceof Map<?, ?> known ? known.get(key) : null
                    : null;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }
}
