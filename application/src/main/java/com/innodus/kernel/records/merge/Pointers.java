package com.innodus.kernel.records.merge;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Everything that points at records: links of all types, whether declared or made by the tenant, and what the modules
 * name as {@link Pointer}. Whole sets of rows are led over by one statement each, whoever may read them, and each row is
 * noted, so that it can be led back.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Pointers {
    private final JdbcClient jdbc;
    private final RecordTypes types;
    private final List<Pointer> pointers;
    private final SessionFactoryImplementor entities;

    Pointers(JdbcClient jdbc, RecordTypes types, List<Pointer> pointers, EntityManagerFactory entities) {
        this.jdbc = jdbc;
        this.types = types;
        this.pointers = pointers;
        this.entities = entities.unwrap(SessionFactoryImplementor.class);
    }

    /** Holds the records, always in the same order, so that two who merge the same wait for each other. */
    void lock(RecordType<?> type, Collection<UUID> ids) {
        jdbc.sql("select id from " + mapped(type).getTableName() + " where id = any(:ids) order by id for update")
                .param("ids", ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /** Leads all that points at the others to the one that stays. */
    void lead(UUID merge, RecordType<?> type, UUID kept, List<UUID> others, Timestamp at) {
        UUID[] merged = Stream.concat(Stream.of(kept), others.stream()).toArray(UUID[]::new);
        List<Link> links = links(type);
        for (UUID from : others) {
            for (Link link : links) {
                jdbc.sql(link.leading())
                        .param("merge", merge)
                        .param("from", from)
                        .param("into", kept)
                        .param("merged", merged)
                        .param("at", at)
                        .param("by", CurrentActor.get().id())
                        .update();
            }
            for (Pointer.Belonging rows : belongings()) {
                hand(rows, merge, type, from, kept);
            }
        }
    }

    private void hand(Pointer.Belonging rows, UUID merge, RecordType<?> type, UUID from, UUID into) {
        String once = rows.once() == null ? "" : """
                and not exists (select 1 from %1$s k where k.record_type = :type and k.record_id = :into
                    and k.%2$s = t.%2$s)""".formatted(rows.table(), rows.once());
        jdbc.sql("""
                        with handed as (update %1$s t set record_id = :into
                            where t.record_type = :type and t.record_id = :from %2$s returning t.%3$s::text as key)
                        insert into record_merge_move (merge_id, source, row_key, was, became)
                        select :merge, :source, key, to_jsonb(:from::text), to_jsonb(:into::text) from handed
                        """.formatted(rows.table(), once, rows.key()))
                .param("merge", merge)
                .param("source", rows.source())
                .param("type", type.key())
                .param("from", from)
                .param("into", into)
                .update();
    }

    /** Leads all back that nobody has led elsewhere since; returns how many links stay as somebody made them. */
    int leadBack(UUID merge, RecordType<?> type, UUID kept, Timestamp at) {
        int stay = jdbc.sql("select count(*) from record_merge_move where merge_id = ? and source = any(?)")
                .params(merge, links(type).stream().map(Link::source).toArray(String[]::new))
                .query(Integer.class)
                .single();
        for (Link link : links(type)) {
            stay -= jdbc.sql(link.leadingBack())
                    .param("merge", merge)
                    .param("at", at)
                    .param("by", CurrentActor.get().id())
                    .query(Integer.class)
                    .single();
        }
        for (Pointer.Belonging rows : belongings()) {
            jdbc.sql("""
                            update %1$s t set record_id = (m.was #>> '{}')::uuid from record_merge_move m
                            where m.merge_id = :merge and m.source = :source
                                and t.record_type = :type and t.record_id = :kept and t.%2$s::text = m.row_key
                            """.formatted(rows.table(), rows.key()))
                    .param("merge", merge)
                    .param("source", rows.source())
                    .param("type", type.key())
                    .param("kept", kept)
                    .update();
        }
        return stay;
    }

    private List<Pointer.Belonging> belongings() {
        return pointers.stream()
                .filter(Pointer.Belonging.class::isInstance)
                .map(Pointer.Belonging.class::cast)
                .toList();
    }

    private List<Link> links(RecordType<?> target) {
        List<Link> links = new ArrayList<>();
        types.all().forEach(type -> links.addAll(declared(type, target)));
        links.addAll(madeByTenant(target));
        for (Pointer pointer : pointers) {
            switch (pointer) {
                case Pointer.Column column when column.recordType().equals(target.key()) -> links.add(Link.of(column));
                case Pointer.Text text -> links.add(Link.of(text));
                case Pointer.Column ignored -> {}
                case Pointer.Belonging ignored -> {}
            }
        }
        return links;
    }

    private <E extends BaseRecord> List<Link> declared(RecordType<E> type, RecordType<?> target) {
        AbstractEntityPersister table = mapped(type);
        List<Link> links = new ArrayList<>();
        for (Field<E> field : type.fields()) {
            if (field.definition().isEmpty() && target.key().equals(field.linkTarget())) {
                Link.Field told = new Link.Field(
                        type.key(), field.key(), type.definition().isPresent());
                String column = table.getPropertyColumnNames(field.key())[0];
                links.add(
                        field.type() instanceof FieldType.Link
                                ? Link.column(table.getTableName(), column, told)
                                : Link.list(table.getTableName(), column, told));
            }
        }
        return links;
    }

    /** The archived ones, too: they can be taken back into use. */
    private List<Link> madeByTenant(RecordType<?> target) {
        record Own(String recordType, String key, boolean single) {}
        List<Own> fields = jdbc.sql(
                        "select record_type, key, kind from field_definition where kind in ('link', 'links') and detail = ?")
                .param(target.key())
                .query((row, number) -> new Own(
                        row.getString(1), row.getString(2), row.getString(3).equals("link")))
                .list();
        List<Link> links = new ArrayList<>();
        for (Own own : fields) {
            RecordType<?> type = types.byKey(own.recordType()).orElse(null);
            // a type that isn't known now is one that the tenant made and archived: its records come back with it
            boolean isOwn = type == null || type.definition().isPresent();
            Link.Field told = new Link.Field(own.recordType(), own.key(), isOwn);
            String table = type == null ? "custom_record" : mapped(type).getTableName();
            links.add(own.single() ? Link.entry(table, told) : Link.entryList(table, told));
        }
        return links;
    }

    private AbstractEntityPersister mapped(RecordType<?> type) {
        return (AbstractEntityPersister) entities.getMappingMetamodel().getEntityDescriptor(type.entity());
    }
}
