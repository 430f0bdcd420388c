package com.innodus.kernel.api;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.features.Features;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which record types there are for a program: those of features that are on, with the fields that its user may see. */
@Component
class ApiTypes {
    private final RecordTypes types;
    private final Features features;
    private final Access access;
    private final FieldRights fields;

    ApiTypes(RecordTypes types, Features features, Access access, FieldRights fields) {
        this.types = types;
        this.features = features;
        this.access = access;
        this.fields = fields;
    }

    List<RecordType<?>> all() {
        return types.all().stream()
                .filter(type -> features.isOn(type.feature()) && access.may(type.key(), Operation.READ))
                .<RecordType<?>>map(fields::seen)
                .toList();
    }

    /** A type that records link to, if there is something in it for the caller. */
    Optional<RecordType<?>> readable(String key) {
        return types.byKey(key)
                .filter(type -> features.isOn(type.feature()) && access.may(type.key(), Operation.READ))
                .map(fields::seen);
    }

    /**
     * The type of an address, on which it shall be done.
     *
     * @throws ApiProblem when there is none here
     * @throws Forbidden when the token or its user may not do it
     */
    RecordType<?> require(String plural, Operation operation) {
        RecordType<?> type = types.byPlural(plural)
                .filter(found -> features.isOn(found.feature()))
                .orElseThrow(ApiProblem::notFound);
        if (!access.may(type.key(), operation)) {
            throw new Forbidden(operation, type.key());
        }
        return fields.seen(type);
    }
}
