package com.innodus.kernel.features;

import com.innodus.kernel.audit.AuditTrail;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenant.FeatureChoices;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.context.TenantScope;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;

/** All features, and which of them a tenant has: edition, plus and minus the operator's, minus what its admin put off. */
@Component
public class Features {
    private final Map<String, Feature> byKey;
    private final Tenants tenants;
    private final AuditTrail audit;

    Features(List<Feature> features, Tenants tenants, AuditTrail audit) {
        byKey = features.stream().collect(Collectors.toMap(Feature::key, Function.identity()));
        this.audit = audit;
        this.tenants = tenants;
    }

    /** All features, by key. */
    public List<Feature> all() {
        return byKey.values().stream()
                .sorted(Comparator.comparing(Feature::key))
                .toList();
    }

    /**
     * Whether the current tenant has the feature.
     *
     * @throws IllegalArgumentException when no module declares it
     */
    public boolean isOn(String feature) {
        return feature.equals(Feature.CORE) || isOn(tenants.refreshed(TenantScope.current()), require(feature));
    }

    /** Whether the current tenant has the feature of a view, controller or sweep; one without is for everybody. */
    public boolean isOn(Class<?> door) {
        OfFeature of = AnnotatedElementUtils.findMergedAnnotation(door, OfFeature.class);
        return of == null || TenantScope.currentOrNull() == null || isOn(of.value());
    }

    /** Whether a tenant has the feature. */
    public static boolean isOn(Tenant tenant, Feature feature) {
        return isGranted(tenant, feature) && !tenant.features().off().contains(feature.key());
    }

    /** Whether the tenant may have the feature, switched off by itself or not. */
    public static boolean isGranted(Tenant tenant, Feature feature) {
        FeatureChoices choices = tenant.features();
        boolean included =
                Edition.of(tenant.edition()).map(feature.editions()::contains).orElse(false);
        return (included || choices.added().contains(feature.key()))
                && !choices.removed().contains(feature.key());
    }

    /** Grants or withdraws a feature, beyond or against the edition; for operators. */
    public void grant(Tenant tenant, String key, boolean granted) {
        Feature feature = require(key);
        boolean included =
                Edition.of(tenant.edition()).map(feature.editions()::contains).orElse(false);
        FeatureChoices now = tenants.refreshed(tenant).features();
        tenants.setFeatures(
                tenant,
                new FeatureChoices(
                        with(now.added(), key, granted && !included),
                        with(now.removed(), key, !granted && included),
                        now.off()));
    }

    /** Switches a granted feature on or off for the current tenant; for its administrator. */
    public void switchOn(String key, boolean on) {
        require(key);
        Tenant tenant = tenants.refreshed(TenantScope.current());
        FeatureChoices now = tenant.features();
        tenants.setFeatures(tenant, new FeatureChoices(now.added(), now.removed(), with(now.off(), key, !on)));
        audit.note(on ? "feature.on" : "feature.off", "#feature." + key);
    }

    private static Set<String> with(Set<String> keys, String key, boolean present) {
        Set<String> changed = new HashSet<>(keys);
        if (present) {
            changed.add(key);
        } else {
            changed.remove(key);
        }
        return changed;
    }

    private Feature require(String key) {
        Feature feature = byKey.get(key);
        if (feature == null) {
            throw new IllegalArgumentException("There is no feature " + key);
        }
        return feature;
    }
}
