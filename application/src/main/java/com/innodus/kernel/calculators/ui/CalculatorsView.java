package com.innodus.kernel.calculators.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.calculators.Calculator;
import com.innodus.kernel.calculators.Calculator.Output;
import com.innodus.kernel.calculators.Calculators;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.RecordTypes;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The tenant's calculators, and the one that is being made: {@code ?id=} names it, or says {@code new}. */
@Route(CalculatorsView.PATH)
@PermitAll
public class CalculatorsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/calculators";

    private static final long serialVersionUID = 1L;
    private static final String ID = "id";
    private static final String NEW = "new";

    private final transient Calculators calculators;
    private final transient RecordTypes types;
    private final transient FieldRights rights;

    CalculatorsView(Calculators calculators, RecordTypes types, FieldRights rights) {
        this.rights = rights;
        this.calculators = calculators;
        this.types = types;
        addClassName("settings-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        removeAll();
        Optional<String> asked = event.getLocation().getQueryParameters().getSingleParameter(ID);
        if (asked.isEmpty()) {
            showAll();
        } else {
            Calculator shown = asked.get().equals(NEW)
                    ? new Calculator(UUID.randomUUID(), "", "", "", List.of(), List.of())
                    : parse(asked.get()).flatMap(calculators::find).orElseThrow(NotFoundException::new);
            add(new CalculatorEditor(
                    shown, calculators, types, rights, () -> UI.getCurrent().navigate(PATH)));
        }
    }

    private static Optional<UUID> parse(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void showAll() {
        List<Calculator> all = calculators.all();
        Button create = new Button(
                getTranslation("calculators.new"),
                VaadinIcon.PLUS.create(),
                click -> UI.getCurrent().navigate(PATH, QueryParameters.simple(Map.of(ID, NEW))));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.setId("new-calculator");
        Span count = new Span(String.valueOf(all.size()));
        count.addClassName("count");
        Div header = new Div(new H1(getTranslation("calculators.title")), count, create);
        header.addClassName("view-header");
        add(header, new Paragraph(getTranslation("calculators.text")));
        if (all.isEmpty()) {
            Div nothing = new Div(VaadinIcon.CALC.create(), new Paragraph(getTranslation("calculators.none")));
            nothing.addClassName("empty-state");
            add(nothing);
            return;
        }
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list", "section-card");
        all.forEach(each -> list.add(line(each)));
        add(list);
    }

    private ListItem line(Calculator calculator) {
        Anchor name = new Anchor("/app/" + PATH + "?" + ID + "=" + calculator.id(), calculator.name());
        name.addClassName("line-title");
        Span outputs = new Span(String.join(
                ", ", calculator.outputs().stream().map(Output::label).toList()));
        outputs.addClassName("secondary");
        Div main = new Div(name, outputs);
        main.addClassName("line-main");
        Span type = new Span(types.byKey(calculator.type())
                .map(each -> each.pluralName(getLocale()))
                .orElse(""));
        type.addClassNames("line-fact", "secondary");
        ListItem line = new ListItem(VaadinIcon.CALC.create(), main, type);
        line.addClassName("line");
        return line;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("calculators.title");
    }
}
