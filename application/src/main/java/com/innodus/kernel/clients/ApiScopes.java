package com.innodus.kernel.clients;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What programs can be let do: {@code organisations:read} and so on, or {@code *} for all. */
@Component
public class ApiScopes {
    /** Everything that the person may for whom the program acts. */
    public static final String ALL = "*";

    /** What programs can be let do besides what they do with records. */
    public static final List<String> AREAS = List.of("webhooks");

    private final RecordTypes types;
    private final Access access;

    ApiScopes(RecordTypes types, Access access) {
        this.types = types;
        this.access = access;
    }

    /** The second half of a scope. */
    public enum Verb {
        READ,
        /** Make, change, comment, add files; whoever may write may read. */
        WRITE,
        DELETE;

        /** As it stands in a scope. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Verb of(Operation operation) {
            return switch (operation) {
                case READ, EXPORT -> READ;
                case CREATE, EDIT, IMPORT, BULK, ASSIGN, COMMENT -> WRITE;
                case DELETE -> DELETE;
            };
        }
    }

    /** The types that the current tenant has and the acting user may read, for choosing from. */
    public List<RecordType<?>> types() {
        return types.all().stream()
                .filter(type -> access.may(type.key(), Operation.READ))
                .toList();
    }

    public static String scope(RecordType<?> type, Verb verb) {
        return scope(type.plural(), verb);
    }

    /** @param of the plural of a type, or one of the {@link #AREAS} */
    public static String scope(String of, Verb verb) {
        return of + ":" + verb.word();
    }

    /** Every scope of every type and area. */
    public List<String> known() {
        return Stream.concat(types.all().stream().map(RecordType::plural), AREAS.stream())
                .flatMap(of -> Arrays.stream(Verb.values()).map(verb -> scope(of, verb)))
                .toList();
    }

    /** One that exists nowhere, if there is one. */
    public Optional<String> unknown(Collection<String> scopes) {
        return scopes.stream().filter(scope -> !isKnown(scope)).findFirst();
    }

    private boolean isKnown(String scope) {
        return scope.equals(ALL) || known().contains(scope);
    }

    /** Whether the scopes let do it. */
    boolean allow(Set<String> scopes, String recordType, Operation operation) {
        if (scopes.contains(ALL)) {
            return true;
        }
        String of = AREAS.contains(recordType)
                ? recordType
                : types.require(recordType).plural();
        Verb verb = Verb.of(operation);
        return scopes.contains(scope(of, verb)) || (verb == Verb.READ && scopes.contains(scope(of, Verb.WRITE)));
    }

    /** Reads scopes that are separated by blanks or commas. */
    public static Set<String> read(String text) {
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }
}
