package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.automation.Action;
import com.innodus.kernel.automation.DryRun;
import com.innodus.kernel.automation.Rule;
import com.innodus.kernel.automation.Rule.Definition;
import com.innodus.kernel.automation.Rules;
import com.innodus.kernel.automation.Runs;
import com.innodus.kernel.automation.Trigger;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.timepicker.TimePicker;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One rule, written as a sentence: when, if, then; beside it what it would do and what it did. */
@Route(RuleView.PATH)
@PermitAll
public class RuleView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/automation/rule";
    static final String ID = "id";
    static final String START = "start";

    private static final long serialVersionUID = 1L;

    private final transient Rules rules;
    private final transient RecordTypes types;
    private final transient Records records;
    private final transient Operands operands;
    private final transient ActionForm.Parts parts;
    private final transient Addresses addresses;
    private final RuleLog log;
    private final TextField name = new TextField();
    private final Select<String> type = new Select<>();
    private final Div when = new Div();
    private final Div conditions = new Div();
    private final Div actions = new Div();
    private final Paragraph actionsProblem = new Paragraph();
    private final Checkbox once = new Checkbox();
    private final TimePicker quietFrom = new TimePicker();
    private final TimePicker quietUntil = new TimePicker();
    private final Div secretCard = new Div();
    private transient @Nullable Rule rule;
    private transient @Nullable TriggerForm trigger;
    private transient Filter filter = Filter.NONE;

    RuleView(
            Rules rules,
            Runs runs,
            DryRun dryRun,
            RecordTypes types,
            Records records,
            Operands operands,
            ActionForm.Parts parts,
            Addresses addresses) {
        this.rules = rules;
        this.types = types;
        this.records = records;
        this.operands = operands;
        this.parts = parts;
        this.addresses = addresses;
        log = new RuleLog(runs, dryRun);
        addClassNames("settings-view", "rule-view");
        name.setLabel(getTranslation("automation.name"));
        name.setMaxLength(120);
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setId("rule-name");
        type.setLabel(getTranslation("automation.type"));
        type.setItemLabelGenerator(key -> types.byKey(key == null ? "" : key)
                .map(each -> each.name(getLocale()))
                .orElse(""));
        once.setLabel(getTranslation("automation.once"));
        quietFrom.setLabel(getTranslation("automation.quiet.from"));
        quietUntil.setLabel(getTranslation("automation.quiet.until"));
        quietFrom.setClearButtonVisible(true);
        quietUntil.setClearButtonVisible(true);
        quietFrom.setLocale(getLocale());
        quietUntil.setLocale(getLocale());
        actionsProblem.addClassName("field-problem");
        actionsProblem.getElement().setAttribute("role", "alert");
        actions.addClassName("rule-actions");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        QueryParameters asked = event.getLocation().getQueryParameters();
        rule = asked.getSingleParameter(ID)
                .map(Ids::parse)
                .map(id -> rules.find(id).orElseThrow(NotFoundException::new))
                .orElse(null);
        Definition shown = rule != null
                ? rule.definition()
                : asked.getSingleParameter(START)
                        .flatMap(RuleStarts::of)
                        .map(start -> start.definition(getLocale()))
                        .filter(start -> types.byKey(start.recordType()).isPresent())
                        .orElseGet(this::blank);
        build(shown);
    }

    private Definition blank() {
        return new Definition(
                "", types.all().getFirst().key(), new Trigger.Created(), "", List.of(), false, null, null);
    }

    private void build(Definition shown) {
        removeAll();
        RecordType<?> of = types.byKey(shown.recordType())
                .<RecordType<?>>map(known -> known)
                .orElseGet(() -> types.all().getFirst());
        name.setValue(shown.name());
        type.setItems(types.all().stream().map(RecordType::key).toList());
        type.setValue(of.key());
        once.setValue(shown.once());
        quietFrom.setValue(shown.quietFrom());
        quietUntil.setValue(shown.quietUntil());
        TriggerForm form = new TriggerForm(of, operands, shown.trigger(), this::refreshLog);
        trigger = form;
        filter = read(shown.filter());
        when.removeAll();
        when.add(form);
        showConditions(of);
        actions.removeAll();
        shown.actions().forEach(action -> addAction(of, action));
        type.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                otherType(types.require(change.getValue()));
            }
        });
        Details more = new Details(getTranslation("automation.more"), details());
        more.setOpened(shown.once() || shown.quietFrom() != null);
        Div main = new Div(
                card(null, name, type),
                card("automation.part.when", when),
                card("automation.part.if", conditions),
                card("automation.part.then", actions, actionsProblem, add()),
                more);
        if (rule != null && shown.trigger() instanceof Trigger.Called) {
            main.add(secret(rule.id()));
        }
        main.addClassName("rule-main");
        refreshLog();
        Div columns = new Div(main, log);
        columns.addClassName("sheet-columns");
        add(header(), columns);
    }

    private static Filter read(String text) {
        try {
            return FilterText.read(text);
        } catch (InvalidFilter e) {
            return Filter.NONE;
        }
    }

    private Section card(@Nullable String title, Component... content) {
        Section card = new Section();
        card.addClassNames("section-card", "rule-card");
        if (title != null) {
            card.add(new H2(getTranslation(title)));
        }
        card.add(content);
        return card;
    }

    private Div header() {
        Anchor back = new Anchor(AutomationView.PATH, getTranslation("automation.title"));
        back.addClassName("rule-back");
        Button save = new Button(getTranslation("automation.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setId("rule-save");
        Div header = new Div(new H1(getPageTitle()));
        if (rule != null) {
            UUID id = rule.id();
            Checkbox on = new Checkbox(getTranslation("automation.on"), rule.enabled());
            on.setId("rule-on");
            on.addValueChangeListener(change -> {
                rules.switchOn(id, change.getValue());
                rule = rules.find(id).orElseThrow(NotFoundException::new);
            });
            header.add(on);
        }
        header.add(save);
        header.addClassName("view-header");
        Div both = new Div(back, header);
        both.addClassName("rule-header");
        return both;
    }

    private Div details() {
        Div quiet = new Div(quietFrom, quietUntil);
        quiet.addClassName("rule-gaps");
        Div details = new Div(once, new Paragraph(getTranslation("automation.quiet.help")), quiet);
        details.addClassName("rule-form");
        return details;
    }

    private void showConditions(RecordType<?> of) {
        conditions.removeAll();
        conditions.add(
                new Paragraph(getTranslation("automation.part.if.help")),
                new FilterBar(of, filter, operands, changed -> filter = changed));
    }

    private Button add() {
        Button add = new Button(getTranslation("automation.actions.add"), VaadinIcon.PLUS.create());
        add.setId("rule-add-action");
        ContextMenu menu = new ContextMenu(add);
        menu.setOpenOnClick(true);
        for (Action action : ActionForm.blank()) {
            menu.addItem(getTranslation(RuleWords.key(action)), click -> {
                addAction(types.require(type.getValue()), action);
                actionsProblem.setText("");
            });
        }
        return add;
    }

    private void addAction(RecordType<?> of, Action action) {
        ActionForm[] form = new ActionForm[1];
        form[0] = parts.form(of, action, () -> actions.remove(form[0]));
        actions.add(form[0]);
    }

    private List<ActionForm> actionForms() {
        return actions.getChildren().map(ActionForm.class::cast).toList();
    }

    /** Conditions are about fields that another type doesn't have; texts are kept. */
    private void otherType(RecordType<?> other) {
        Optional.ofNullable(trigger).ifPresent(form -> form.use(other));
        if (!records.fits(other, filter)) {
            filter = Filter.NONE;
        }
        showConditions(other);
        List<Action> kept = new ArrayList<>();
        actionForms().forEach(form -> kept.add(form.value()));
        actions.removeAll();
        kept.forEach(action -> addAction(other, action));
        refreshLog();
    }

    private void refreshLog() {
        log.show(rule == null ? null : rule.id(), types.require(type.getValue()), this::written);
    }

    private Definition written() {
        return new Definition(
                name.getValue().strip(),
                type.getValue(),
                trigger == null ? new Trigger.Created() : trigger.value(),
                FilterText.write(filter),
                actionForms().stream().map(ActionForm::value).toList(),
                once.getValue(),
                quietFrom.getValue(),
                quietUntil.getValue());
    }

    private void save() {
        places().values().forEach(place -> place.setInvalid(false));
        actionsProblem.setText("");
        try {
            if (rule == null) {
                UUID made = rules.create(written());
                rules.switchOn(made, true);
                Notification.show(getTranslation("automation.saved"), 3000, Notification.Position.BOTTOM_START);
                UI.getCurrent().navigate(PATH, QueryParameters.of(ID, made.toString()));
            } else {
                rules.change(rule.id(), rule.version(), written());
                rule = rules.find(rule.id()).orElseThrow(NotFoundException::new);
                Notification.show(getTranslation("automation.saved"), 3000, Notification.Position.BOTTOM_START);
                build(rule.definition());
            }
        } catch (InvalidRecord refused) {
            show(refused.problems());
        }
    }

    private Map<String, HasValidation> places() {
        Map<String, HasValidation> places = new LinkedHashMap<>();
        places.put("name", name);
        places.put("recordType", type);
        places.put("quiet", quietUntil);
        if (trigger != null) {
            for (String part : List.of("field", "days", "dayOfMonth", "label")) {
                places.put("trigger." + part, trigger.place(part));
            }
        }
        return places;
    }

    private void show(List<Problem> problems) {
        List<String> elsewhere = new ArrayList<>();
        Map<String, HasValidation> places = places();
        for (Problem problem : problems) {
            String sentence = Texts.text(
                    getLocale(), problem.message(), problem.arguments().toArray());
            HasValidation place = places.get(problem.field());
            if (place == null && problem.field().startsWith("actions.")) {
                place = placeOf(problem.field());
            }
            if (place == null) {
                elsewhere.add(sentence);
            } else {
                place.setErrorMessage(sentence);
                place.setInvalid(true);
            }
        }
        actionsProblem.setText(String.join(" ", elsewhere));
    }

    /** Of a problem such as {@code actions.0.values.city}. */
    private @Nullable HasValidation placeOf(String path) {
        String[] steps = path.split("\\.", 3);
        List<ActionForm> forms = actionForms();
        int at = Integer.parseInt(steps[1]);
        return steps.length < 3 || at >= forms.size() ? null : forms.get(at).place(steps[2]);
    }

    /** The address that other programs call; it is shown when it is made and never again. */
    private Section secret(UUID id) {
        secretCard.removeAll();
        Button renew = new Button(getTranslation("automation.secret.make"), click -> {
            String secret = rules.renewSecret(id);
            secretCard.removeAll();
            secretCard.add(
                    new Paragraph(getTranslation("automation.secret.once")),
                    new Code(addresses.of(TenantScope.current()) + "/hook/" + secret));
        });
        renew.setId("rule-secret");
        return card("automation.secret", new Paragraph(getTranslation("automation.secret.text")), renew, secretCard);
    }

    @Override
    public String getPageTitle() {
        return rule == null
                ? getTranslation("automation.new")
                : rule.definition().name();
    }
}
