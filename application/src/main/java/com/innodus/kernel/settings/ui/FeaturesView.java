package com.innodus.kernel.settings.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.features.Feature;
import com.innodus.kernel.features.Features;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;

/** The features that the tenant has, each with a switch. Off keeps the data. */
@Route(FeaturesView.PATH)
@PermitAll
public class FeaturesView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/features";

    private static final long serialVersionUID = 1L;

    private final transient Features features;
    private final transient Tenants tenants;

    FeaturesView(Features features, Tenants tenants) {
        this.features = features;
        this.tenants = tenants;
        addClassName("settings-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        removeAll();
        Tenant tenant = tenants.refreshed(TenantScope.current());
        add(
                new H1(getTranslation("features.title")),
                new Paragraph(getTranslation("features.text", getTranslation("edition." + tenant.edition()))));
        Section card = new Section();
        card.addClassName("section-card");
        for (Feature feature : features.all()) {
            if (Features.isGranted(tenant, feature)) {
                card.add(line(tenant, feature));
            }
        }
        add(card);
    }

    private Div line(Tenant tenant, Feature feature) {
        Checkbox on = new Checkbox(getTranslation("feature." + feature.key()), Features.isOn(tenant, feature));
        on.setHelperText(getTranslation("feature." + feature.key() + ".help"));
        on.addValueChangeListener(change -> {
            features.switchOn(feature.key(), change.getValue());
            // navigation and commands stand in the page's frame
            UI.getCurrent().getPage().reload();
        });
        return new Div(on);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("features.title");
    }
}
