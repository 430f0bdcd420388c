package com.innodus.kernel.reports.ui;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.features.OfFeature;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.views.Sharing;
import com.innodus.kernel.reports.Definition.Layout;
import com.innodus.kernel.reports.Report;
import com.innodus.kernel.reports.Reports;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** The reports that somebody can open. */
@Route(ReportsView.PATH)
@PermitAll
@OfFeature(ReportsView.FEATURE)
public class ReportsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "reports";
    static final String FEATURE = "reports";

    private static final long serialVersionUID = 1L;

    private final transient Reports reports;
    private final transient Users users;
    private final transient RecordTypes types;

    ReportsView(Reports reports, Users users, RecordTypes types) {
        this.types = types;
        this.reports = reports;
        this.users = users;
        addClassName("settings-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        Div header = new Div(new H1(getTranslation("report.title")), create("new-report"));
        header.addClassName("view-header");
        add(header, new Paragraph(getTranslation("report.text")));
        List<Report> all = reports.all();
        if (all.isEmpty()) {
            Div empty = new Div(
                    VaadinIcon.CHART.create(),
                    new H2(getTranslation("report.none")),
                    new Paragraph(getTranslation("report.none.text")),
                    create("first-report"));
            empty.addClassName("empty-state");
            add(empty);
            return;
        }
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list", "section-card");
        all.forEach(report -> list.add(line(report)));
        add(list);
    }

    private Button create(String id) {
        Button create = new Button(
                getTranslation("report.new"),
                VaadinIcon.PLUS.create(),
                click -> UI.getCurrent().navigate(PATH + "/new"));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.setId(id);
        return create;
    }

    private ListItem line(Report report) {
        Anchor name = new Anchor("/app/" + PATH + "/" + report.id(), report.name());
        // the tenant may have archived a type of its own since
        String about = types.byKey(report.type())
                .map(type -> type.pluralName(getLocale()))
                .orElse(report.type());
        Span facts = new Span(about
                + " · "
                + getTranslation("sharing." + report.sharing().name())
                + (report.sharing() == Sharing.PRIVATE
                        ? ""
                        : " · "
                                + users.remembered(report.owner())
                                        .map(User::name)
                                        .orElse("")));
        facts.addClassName("secondary");
        Div main = new Div(name, facts);
        main.addClassName("line-main");
        ListItem line = new ListItem(icon(report.definition().layout()).create(), main);
        line.addClassName("line");
        return line;
    }

    static VaadinIcon icon(Layout layout) {
        return switch (layout) {
            case TABLE -> VaadinIcon.TABLE;
            case BAR, STACKED -> VaadinIcon.BAR_CHART;
            case LINE -> VaadinIcon.LINE_CHART;
            case AREA -> VaadinIcon.CHART_LINE;
            case PIE -> VaadinIcon.PIE_CHART;
            case FUNNEL -> VaadinIcon.FUNNEL;
        };
    }

    @Override
    public String getPageTitle() {
        return getTranslation("report.title");
    }
}
