package com.innodus.kernel.shell;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.brand.Brands;
import com.innodus.kernel.features.Features;
import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.records.RecordType;
import com.innodus.tenants.context.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a new tenant does first: bring its data, wear its brand, invite its people. */
@Component
class FirstSteps {
    /** Who has not done a step by then does without it. */
    private static final Duration NEW = Duration.ofDays(30);

    private final Access access;
    private final Users users;
    private final Brands brands;
    private final Features features;
    private final List<Destination> destinations;
    private final Clock clock;

    FirstSteps(
            Access access, Users users, Brands brands, Features features, List<Destination> destinations, Clock clock) {
        this.access = access;
        this.users = users;
        this.brands = brands;
        this.features = features;
        this.destinations = destinations;
        this.clock = clock;
    }

    /** @param path below {@code /app/} */
    record Step(String key, String path) {}

    /** The steps that the acting user may take and that nobody has taken yet. */
    List<Step> open(List<RecordType<?>> types, boolean isEmpty) {
        List<Step> steps = new ArrayList<>();
        if (isEmpty) {
            types.stream()
                    .filter(type -> access.may(type.key(), Operation.IMPORT))
                    .findFirst()
                    .ifPresent(type -> steps.add(new Step("import", type.plural() + "/import")));
        }
        boolean isNew = TenantScope.current().createdAt().plus(NEW).isAfter(clock.instant());
        if (isNew && isOpen("settings/brand") && brands.current().revision() == 0) {
            steps.add(new Step("brand", "settings/brand"));
        }
        if (isNew && isOpen("settings/users") && users.all().size() == 1) {
            steps.add(new Step("invite", "settings/users"));
        }
        return steps;
    }

    private boolean isOpen(String path) {
        return destinations.stream()
                .anyMatch(place -> place.path().equals(path)
                        && features.isOn(place.feature())
                        && place.allowed().test(CurrentActor.get()));
    }
}
