package com.innodus.kernel.shell;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.dashboards.ui.DashboardPanel;
import com.innodus.kernel.shell.FirstSteps.Step;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;

/** Where work starts: the first steps of a new tenant, and each user's dashboard. */
@Route(value = "")
@PermitAll
public class HomeView extends Div implements HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private static final Map<String, VaadinIcon> STEP_ICONS =
            Map.of("import", VaadinIcon.UPLOAD, "brand", VaadinIcon.PALETTE, "invite", VaadinIcon.USERS);

    HomeView(Overview overview, FirstSteps steps, DashboardPanel.Parts dashboard) {
        addClassName("home-view");
        add(new H1(getTranslation("home.hello", CurrentActor.get().name())));
        boolean isEmpty = overview.counts().stream().allMatch(count -> count.number() == 0);
        List<Step> open = steps.open(overview.types(), isEmpty);
        if (!open.isEmpty()) {
            add(steps(open));
        }
        add(new DashboardPanel(dashboard));
    }

    private Section steps(List<Step> open) {
        OrderedList list = new OrderedList();
        list.addClassName("first-steps");
        for (Step step : open) {
            Span text = new Span(getTranslation("home.step." + step.key() + ".text"));
            text.addClassName("secondary");
            Div words = new Div(new Anchor("/app/" + step.path(), getTranslation("home.step." + step.key())), text);
            Icon icon =
                    STEP_ICONS.getOrDefault(step.key(), VaadinIcon.ARROW_RIGHT).create();
            list.add(new ListItem(icon, words));
        }
        Section card = new Section(new H2(getTranslation("home.steps")), list);
        card.addClassName("section-card");
        return card;
    }

    @Override
    public String getPageTitle() {
        return TenantScope.current().name();
    }
}
