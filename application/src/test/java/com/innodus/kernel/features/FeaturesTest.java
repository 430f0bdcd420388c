package com.innodus.kernel.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.jobs.TenantSweep;
import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.settings.ui.SettingsView;
import com.innodus.kernel.shell.GlobalSearch;
import com.innodus.support.Server;
import com.innodus.support.Visitor;
import com.innodus.support.Workspace;
import com.innodus.tenants.catalogue.Tenant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.sidenav.SideNavItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks all features and all doors: off is gone at once, on is back, and the data is kept. */
class FeaturesTest extends Server {
    private static final String WORD = "Zanahoria";

    @Autowired
    Features features;

    @Autowired
    RecordTypes types;

    @Autowired
    Records records;

    @Autowired
    GlobalSearch search;

    @Autowired
    List<Destination> destinations;

    @Autowired
    List<TenantSweep> sweeps;

    @Autowired
    RequestMappingHandlerMapping mappings;

    @Autowired
    ApplicationContext product;

    @Test
    void everyFeatureIsNamedAndGuardsSomething() {
        assertThat(features.all()).isNotEmpty().allSatisfy(feature -> {
            long doors = types.all().stream()
                            .filter(type -> type.feature().equals(feature.key()))
                            .count()
                    + destinations.stream()
                            .filter(place -> place.feature().equals(feature.key()))
                            .count()
                    + doorClasses().filter(door -> isOf(feature, door)).count();
            assertThat(doors).as("doors of %s", feature.key()).isPositive();
        });
        assertThat(types.all()).allSatisfy(type -> assertThat(knownKeys()).contains(type.feature()));
        assertThat(destinations).allSatisfy(place -> assertThat(knownKeys()).contains(place.feature()));
        assertThat(doorClasses()).allSatisfy(door -> {
            OfFeature of = AnnotatedElementUtils.findMergedAnnotation(door, OfFeature.class);
            assertThat(of == null || knownKeys().contains(of.value())).isTrue();
        });
    }

    private List<String> knownKeys() {
        return Stream.concat(Stream.of(Feature.CORE), features.all().stream().map(Feature::key))
                .toList();
    }

    /** Views, controllers and sweeps. */
    private Stream<Class<?>> doorClasses() {
        Stream<Class<?>> views = Workspace.routes(product).stream().map(route -> route.getNavigationTarget());
        Stream<Class<?>> controllers = mappings.getHandlerMethods().values().stream()
                .<Class<?>>map(method -> method.getBeanType())
                .distinct();
        return Stream.of(views, controllers, sweeps.stream().<Class<?>>map(Object::getClass))
                .flatMap(all -> all);
    }

    private static boolean isOf(Feature feature, Class<?> door) {
        OfFeature of = AnnotatedElementUtils.findMergedAnnotation(door, OfFeature.class);
        return of != null && of.value().equals(feature.key());
    }

    @Test
    void offIsGoneThroughEveryDoorAndOnIsBackWithItsData() {
        Tenant tenant = newTenant();
        types.all().forEach(type -> as(tenant, () -> write(type)));
        Map<String, Long> before = rows(tenant);
        for (Feature feature : features.all()) {
            as(tenant, () -> {
                features.switchOn(feature.key(), false);
                return true;
            });
            check(tenant, feature, false);
            as(tenant, () -> {
                features.switchOn(feature.key(), true);
                return true;
            });
            check(tenant, feature, true);
        }
        assertThat(rows(tenant)).isEqualTo(before);
    }

    /** One record, where the type's titles are words that can be typed. */
    private <E extends BaseRecord> boolean write(RecordType<E> type) {
        if (type.feature().equals(Feature.CORE)) {
            return false;
        }
        Map<String, Object> values = new HashMap<>();
        type.titleFields().forEach(field -> values.put(field.key(), WORD));
        type.fields().stream()
                .filter(field -> field.isRequired() && field.type() instanceof FieldType.Moment)
                .forEach(field -> values.put(field.key(), Instant.parse("2026-11-02T09:00:00Z")));
        records.create(type, values);
        return true;
    }

    private Map<String, Long> rows(Tenant tenant) {
        Map<String, Long> counts = new HashMap<>();
        for (RecordType<?> type : types.all()) {
            counts.put(type.key(), as(tenant, () -> (long) records.count(type, Query.ALL, 100_000)));
        }
        return counts;
    }

    private void check(Tenant tenant, Feature feature, boolean on) {
        for (RecordType<?> type : types.all()) {
            if (type.feature().equals(feature.key())) {
                checkType(tenant, type, on);
            }
        }
        doorClasses()
                .filter(door -> isOf(feature, door))
                .forEach(door -> assertThat(as(tenant, () -> features.isOn(door)))
                        .as("%s", door)
                        .isEqualTo(on));
        try (Workspace workspace = new Workspace(product, tenant, owner(tenant))) {
            workspace.open("");
            List<String> menu = new ArrayList<>(workspace.window().find(SideNavItem.class).all().stream()
                    .map(SideNavItem::getPath)
                    .toList());
            workspace.open(SettingsView.PATH);
            workspace.window().find(Anchor.class).all().stream()
                    .map(card -> card.getHref().replaceFirst("^/?app/", ""))
                    .forEach(menu::add);
            for (Destination place : destinations) {
                if (place.feature().equals(feature.key())) {
                    assertThat(menu.contains(place.path())).as(place.path()).isEqualTo(on);
                    assertThat(workspace.open(place.path())).as(place.path()).isEqualTo(on);
                }
            }
            for (RecordType<?> type : types.all()) {
                if (type.feature().equals(feature.key())) {
                    assertThat(menu.contains(type.plural())).as(type.plural()).isEqualTo(on);
                    for (String path : List.of("", "/new", "/import")) {
                        assertThat(workspace.open(type.plural() + path))
                                .as(type.plural() + path)
                                .isEqualTo(on);
                    }
                }
            }
        }
    }

    private <E extends BaseRecord> void checkType(Tenant tenant, RecordType<E> type, boolean on) {
        assertThat(as(tenant, () -> records.count(type, Query.ALL, 10) > 0)).isEqualTo(on);
        assertThat(as(tenant, () -> records.page(type, Query.ALL, null, 0, 1).isEmpty()))
                .isEqualTo(!on);
        assertThat(as(
                        tenant,
                        () -> search.find(WORD, Locale.of("es")).stream()
                                .anyMatch(hit -> hit.path().startsWith(type.plural() + "/"))))
                .isEqualTo(on);
        Visitor user = new Visitor(port, tenant.slug() + ".localhost");
        user.post("/login", "/login", Map.of("email", emailOf(tenant.slug()), "password", PASSWORD));
        assertThat(user.get("/export/" + type.plural() + ".csv").status()).isEqualTo(on ? 200 : 404);
    }

    @ParameterizedTest
    @CsvSource({
        // edition has it, operator, admin's switch, has it, may have it
        "true,  none,    on,  true,  true",
        "true,  none,    off, false, true",
        "true,  removed, on,  false, false",
        "true,  removed, off, false, false",
        "false, none,    on,  false, false",
        "false, none,    off, false, false",
        "false, added,   on,  true,  true",
        "false, added,   off, false, true",
    })
    void editionOperatorAndAdministratorDecideTogether(
            boolean included, String operator, String admin, boolean has, boolean mayHave) {
        Feature feature =
                new Feature("any", included ? java.util.Set.of(Edition.SALES) : java.util.Set.of(Edition.SOCIAL));
        Tenant plain = newTenant();
        tenants.setFeatures(
                plain,
                new Tenant.FeatureChoices(
                        operator.equals("added") ? java.util.Set.of("any") : java.util.Set.of(),
                        operator.equals("removed") ? java.util.Set.of("any") : java.util.Set.of(),
                        admin.equals("off") ? java.util.Set.of("any") : java.util.Set.of()));
        Tenant tenant = tenants.require(plain.slug());
        assertThat(Features.isOn(tenant, feature)).isEqualTo(has);
        assertThat(Features.isGranted(tenant, feature)).isEqualTo(mayHave);
    }

    @Test
    void whatTheOperatorTookAwayTheAdministratorCannotSwitchOn() {
        Tenant tenant = newTenant();
        String key = features.all().getFirst().key();
        features.grant(tenant, key, false);
        as(tenant, () -> {
            features.switchOn(key, true);
            return true;
        });
        assertThat(as(tenant, () -> features.isOn(key))).isFalse();
        features.grant(tenant, key, true);
        assertThat(as(tenant, () -> features.isOn(key))).isTrue();
        assertThat(tenants.require(tenant.slug()).features()).isEqualTo(Tenant.FeatureChoices.NONE);
    }

    @Test
    void oneTenantsSwitchIsNoOthers() {
        Tenant mine = newTenant();
        Tenant other = newTenant();
        String key = features.all().getFirst().key();
        as(mine, () -> {
            features.switchOn(key, false);
            return true;
        });
        assertThat(as(mine, () -> features.isOn(key))).isFalse();
        assertThat(as(other, () -> features.isOn(key))).isTrue();
    }

    @Test
    void whatNoModuleDeclaresIsAnError() {
        Tenant tenant = newTenant();
        assertThatThrownBy(() -> as(tenant, () -> features.isOn("no-such")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> features.grant(tenant, "no-such", true)).isInstanceOf(IllegalArgumentException.class);
    }
}
