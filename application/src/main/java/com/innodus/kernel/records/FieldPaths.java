package com.innodus.kernel.records;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Fields of types and of the records that they link to, as far as the acting user may know them. */
@Component
public class FieldPaths {
    /** Links that a path may follow. */
    public static final int MOST_LINKS = 2;

    /** What every record has without declaring it. */
    private static final Map<String, Field<BaseRecord>> OF_ALL = Map.of(
            "createdAt", Fields.moment(BaseRecord::getCreatedAt), "changedAt", Fields.moment(BaseRecord::getChangedAt));

    private final RecordTypes types;
    private final FieldRights rights;
    private final Access access;

    FieldPaths(RecordTypes types, FieldRights rights, Access access) {
        this.types = types;
        this.rights = rights;
        this.access = access;
    }

    /** The field at the end of a path, if there is one for the acting user. */
    public Optional<FieldPath> find(RecordType<?> type, String path) {
        String[] keys = path.split("\\.", -1);
        if (keys.length > MOST_LINKS + 1) {
            return Optional.empty();
        }
        List<FieldPath.Link> links = new ArrayList<>();
        RecordType<?> at = rights.seen(type);
        for (int i = 0; i < keys.length - 1; i++) {
            Optional<FieldPath.Link> link = at.field(keys[i]).flatMap(link(at));
            if (link.isEmpty()) {
                return Optional.empty();
            }
            links.add(link.get());
            at = link.get().to();
        }
        RecordType<?> owner = at;
        String last = keys[keys.length - 1];
        return owner.field(last)
                .<Field<?>>map(field -> field)
                .or(() -> Optional.ofNullable(links.isEmpty() ? OF_ALL.get(last) : null))
                .map(field -> new FieldPath(List.copyOf(links), owner, field));
    }

    /**
     * The field at the end of a path.
     *
     * @throws InvalidFilter when there is none, or none that the acting user may know
     */
    public FieldPath require(RecordType<?> type, String path) {
        return find(type, path).orElseThrow(() -> new InvalidFilter("field", path));
    }

    /** All fields that can be reached from the type, its own first. */
    public List<FieldPath> of(RecordType<?> type) {
        List<FieldPath> found = new ArrayList<>();
        RecordType<?> seen = rights.seen(type);
        collect(seen, List.of(), found);
        Stream.of("createdAt", "changedAt")
                .filter(key -> seen.field(key).isEmpty())
                .forEach(key -> found.add(new FieldPath(List.of(), seen, Objects.requireNonNull(OF_ALL.get(key)))));
        return found;
    }

    private void collect(RecordType<?> at, List<FieldPath.Link> links, List<FieldPath> found) {
        at.fields().forEach(field -> found.add(new FieldPath(links, at, field)));
        if (links.size() == MOST_LINKS) {
            return;
        }
        for (Field<?> field : at.fields()) {
            Optional<FieldPath.Link> link = link(at).apply(field);
            // a chain of parents says little from the second on
            boolean again = links.stream().anyMatch(each -> each.field().equals(field));
            if (link.isPresent() && !again) {
                List<FieldPath.Link> longer = new ArrayList<>(links);
                longer.add(link.get());
                collect(link.get().to(), List.copyOf(longer), found);
            }
        }
    }

    /** A field beside one that the acting user may know, be it hidden itself; for what isn't shown as it is. */
    FieldPath known(RecordType<?> type, String path) {
        return find(type, path).orElseGet(() -> {
            int last = path.lastIndexOf('.');
            List<FieldPath.Link> links = new ArrayList<>();
            RecordType<?> owner = types.seen(type);
            if (last >= 0) {
                FieldPath way = require(type, path.substring(0, last));
                links.addAll(way.links());
                links.add(new FieldPath.Link(way.owner(), way.field(), to(way)));
                owner = types.seen(types.require(to(way).key()));
            }
            return new FieldPath(List.copyOf(links), owner, owner.require(path.substring(last + 1)));
        });
    }

    /**
     * The type that the link at the end of a path leads to.
     *
     * @throws InvalidFilter when it leads nowhere for the acting user
     */
    RecordType<?> to(FieldPath path) {
        return link(path.owner())
                .apply(path.field())
                .map(FieldPath.Link::to)
                .orElseThrow(() -> new InvalidFilter("field", path.text()));
    }

    private Function<Field<?>, Optional<FieldPath.Link>> link(RecordType<?> from) {
        return field -> field.type() instanceof FieldType.Link(String target)
                        && types.byKey(target).isPresent()
                        && access.may(target, Operation.READ)
                ? Optional.of(new FieldPath.Link(from, field, rights.seen(types.require(target))))
                : Optional.empty();
    }
}
