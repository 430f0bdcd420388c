package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.automation.Action;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.templates.MailTemplate;
import com.innodus.kernel.templates.MailTemplates;
import com.innodus.kernel.webhooks.Webhook;
import com.innodus.kernel.webhooks.Webhooks;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One thing that a rule does. */
class ActionForm extends Div {
    private static final long serialVersionUID = 1L;
    private static final UUID NO_TEAM = new UUID(0, 0);
    private static final UUID NOTHING = new UUID(0, 0);

    private final transient Parts parts;
    private final transient RecordType<?> type;
    private final transient Map<String, HasValidation> places = new LinkedHashMap<>();
    private transient Supplier<Action> read;
    private transient @Nullable ValuesForm<?> values;

    /** Makes them. */
    @org.springframework.stereotype.Component
    static class Parts {
        private final RecordTypes types;
        private final Teams teams;
        private final Editors editors;
        private final ReceiversField.Receivers receivers;
        private final Webhooks webhooks;
        private final MailTemplates templates;

        Parts(
                RecordTypes types,
                Teams teams,
                Editors editors,
                ReceiversField.Receivers receivers,
                Webhooks webhooks,
                MailTemplates templates) {
            this.types = types;
            this.teams = teams;
            this.editors = editors;
            this.receivers = receivers;
            this.webhooks = webhooks;
            this.templates = templates;
        }

        ActionForm form(RecordType<?> type, Action action, Runnable remove) {
            return new ActionForm(this, type, action, remove);
        }
    }

    /** Something to begin with. */
    static List<Action> blank() {
        return List.of(
                new Action.SendMail(List.of(), "", ""),
                new Action.Notify(List.of(Action.Receiver.owner()), ""),
                new Action.Change(Map.of()),
                new Action.Create("", null, Map.of()),
                new Action.Assign("owner", NO_TEAM, Action.Choice.IN_TURN),
                new Action.CallWebhook(NOTHING, ""));
    }

    private ActionForm(Parts parts, RecordType<?> type, Action action, Runnable remove) {
        this.parts = parts;
        this.type = type;
        addClassNames("rule-action");
        String name = getTranslation(RuleWords.key(action));
        Button drop = new Button(VaadinIcon.TRASH.create(), click -> remove.run());
        drop.addThemeVariants(ButtonVariant.TERTIARY);
        drop.setAriaLabel(getTranslation("automation.actions.remove", name));
        Div head = new Div(new H3(name), drop);
        head.addClassName("rule-action-head");
        add(head);
        read = switch (action) {
            case Action.SendMail mail -> mail(mail);
            case Action.Notify notify -> notice(notify);
            case Action.Change change -> change(type, change);
            case Action.Create create -> create(create);
            case Action.Assign assign -> assign(type, assign);
            case Action.CallWebhook call -> call(call);
        };
    }

    private Supplier<Action> mail(Action.SendMail mail) {
        ReceiversField to = parts.receivers.field(true);
        to.show(mail.to());
        TextField subject = new TextField(getTranslation("mail.subject"), mail.subject(), "");
        TextArea body = new TextArea(getTranslation("mail.body"), mail.body(), "");
        body.setMinRows(5);
        body.setMaxRows(14);
        ComboBox<String> placeholders =
                PlaceholderChoice.of(type, getLocale(), key -> body.setValue(body.getValue() + key));
        Select<MailTemplate> template = new Select<>();
        template.setLabel(getTranslation("automation.mail-template"));
        template.setEmptySelectionAllowed(true);
        template.setEmptySelectionCaption(getTranslation("automation.mail-template.none"));
        template.setItemLabelGenerator(
                each -> each == null ? getTranslation("automation.mail-template.none") : each.name());
        List<MailTemplate> fitting = parts.templates.fitting(type.key());
        template.setItems(fitting);
        template.setVisible(!fitting.isEmpty());
        List<Component> own = List.of(subject, body, placeholders);
        template.addValueChangeListener(change -> own.forEach(each -> each.setVisible(change.getValue() == null)));
        fitting.stream()
                .filter(each -> each.id().equals(mail.template()))
                .findFirst()
                .ifPresent(template::setValue);
        add(to, template, subject, body, placeholders);
        places.putAll(Map.of("to", to, "template", template, "subject", subject, "body", body));
        return () -> template.getValue() == null
                ? new Action.SendMail(to.receivers(), subject.getValue(), body.getValue())
                : new Action.SendMail(
                        to.receivers(), "", "", template.getValue().id());
    }

    private Supplier<Action> notice(Action.Notify notify) {
        ReceiversField to = parts.receivers.field(false);
        to.show(notify.to());
        TextField text = new TextField(getTranslation("automation.text"), notify.text(), "");
        add(to, text, PlaceholderChoice.of(type, getLocale(), key -> text.setValue(text.getValue() + key)));
        places.putAll(Map.of("to", to, "text", text));
        return () -> new Action.Notify(to.receivers(), text.getValue());
    }

    private <E extends BaseRecord> Supplier<Action> change(RecordType<E> of, Action.Change change) {
        ValuesForm<E> form = new ValuesForm<>(of, parts.editors, change.values(), null);
        values = form;
        add(form);
        return () -> new Action.Change(form.values());
    }

    private Supplier<Action> create(Action.Create create) {
        Select<String> target = new Select<>();
        target.setLabel(getTranslation("automation.create.type"));
        target.setItems(parts.types.all().stream().map(RecordType::key).toList());
        target.setItemLabelGenerator(key -> parts.types
                .byKey(key == null ? "" : key)
                .map(each -> each.name(getLocale()))
                .orElse(""));
        Select<String> link = new Select<>();
        link.setLabel(getTranslation("automation.create.link"));
        link.setEmptySelectionAllowed(true);
        link.setEmptySelectionCaption(getTranslation("automation.create.no-link"));
        Div place = new Div();
        place.addClassName("rule-values");
        target.addValueChangeListener(change -> {
            parts.types.byKey(change.getValue()).ifPresent(made -> {
                List<String> links = links(made);
                link.setItemLabelGenerator(key ->
                        key == null ? getTranslation("automation.create.no-link") : made.label(key, getLocale()));
                link.setItems(links);
                link.setVisible(!links.isEmpty());
                link.setValue(links.isEmpty() ? null : links.getFirst());
                fill(place, made, Map.of(), link.getValue());
            });
        });
        add(target, link, place);
        link.setVisible(false);
        parts.types.byKey(create.recordType()).ifPresent(made -> {
            target.setValue(made.key());
            link.setValue(create.link());
            fill(place, made, create.values(), create.link());
        });
        places.putAll(Map.of("recordType", target, "link", link));
        return () -> new Action.Create(
                Objects.requireNonNullElse(target.getValue(), ""),
                link.getValue(),
                values == null ? Map.of() : values.values());
    }

    private <E extends BaseRecord> void fill(
            Div place, RecordType<E> made, Map<String, @Nullable Object> known, @Nullable String link) {
        ValuesForm<E> form = new ValuesForm<>(made, parts.editors, known, link);
        values = form;
        place.removeAll();
        place.add(form);
    }

    private <E extends BaseRecord> List<String> links(RecordType<E> made) {
        return made.fields().stream()
                .filter(field -> field.type() instanceof FieldType.Link(String target) && target.equals(type.key()))
                .map(Field::key)
                .toList();
    }

    private <E extends BaseRecord> Supplier<Action> assign(RecordType<E> of, Action.Assign assign) {
        Select<String> field = new Select<>();
        field.setLabel(getTranslation("automation.field"));
        List<String> users = of.fields().stream()
                .filter(each -> each.isWritable()
                        && (each.type() instanceof FieldType.User || each.type() instanceof FieldType.Team))
                .map(Field::key)
                .toList();
        field.setItems(users);
        field.setItemLabelGenerator(key -> key == null ? "" : of.label(key, getLocale()));
        field.setValue(users.contains(assign.field()) ? assign.field() : null);
        ComboBox<Team> team = new ComboBox<>(getTranslation("automation.team"));
        team.setItems(parts.teams.all());
        team.setItemLabelGenerator(Team::name);
        team.setHelperText(parts.teams.all().isEmpty() ? getTranslation("automation.team.none") : null);
        parts.teams.all().stream()
                .filter(each -> each.id().equals(assign.team()))
                .findFirst()
                .ifPresent(team::setValue);
        Select<Action.Choice> choice = new Select<>();
        choice.setLabel(getTranslation("automation.choice"));
        choice.setItems(Action.Choice.values());
        choice.setItemLabelGenerator(each -> getTranslation(
                each == Action.Choice.LEAST_BUSY ? "automation.choice.least-busy" : "automation.choice.in-turn"));
        choice.setValue(assign.choice());
        field.addValueChangeListener(change -> choice.setVisible(!isOfTeam(of, change.getValue())));
        choice.setVisible(!isOfTeam(of, assign.field()));
        Div gaps = new Div(team, choice, field);
        gaps.addClassName("rule-gaps");
        add(gaps);
        places.putAll(Map.of("field", field, "team", team));
        return () -> new Action.Assign(
                Objects.requireNonNullElse(field.getValue(), ""),
                team.getValue() == null ? NO_TEAM : team.getValue().id(),
                choice.getValue());
    }

    private static boolean isOfTeam(RecordType<?> of, @Nullable String field) {
        return field != null
                && of.field(field)
                        .filter(found -> found.type() instanceof FieldType.Team)
                        .isPresent();
    }

    private Supplier<Action> call(Action.CallWebhook call) {
        List<Webhook> all = parts.webhooks.all();
        ComboBox<Webhook> hook = new ComboBox<>(getTranslation("automation.webhook"));
        hook.setItems(all);
        hook.setItemLabelGenerator(Webhook::name);
        hook.setHelperText(all.isEmpty() ? getTranslation("automation.webhook.none") : null);
        all.stream()
                .filter(each -> each.id().equals(call.webhook()))
                .findFirst()
                .ifPresent(hook::setValue);
        TextField event = new TextField(getTranslation("automation.webhook.event"), call.event(), "");
        event.setHelperText(getTranslation("automation.webhook.event.help"));
        event.setPrefixComponent(new Span("rule."));
        add(hook, event);
        places.putAll(Map.of("webhook", hook, "event", event));
        return () -> new Action.CallWebhook(
                hook.getValue() == null ? NOTHING : hook.getValue().id(),
                event.getValue().strip());
    }

    Action value() {
        return read.get();
    }

    /** The input that a problem of one of the action's parts is about; null where it is about all of it. */
    @Nullable HasValidation place(String part) {
        if (part.startsWith("values") && values != null) {
            return values.place(part.substring(part.indexOf('.') + 1));
        }
        return places.get(part);
    }
}
