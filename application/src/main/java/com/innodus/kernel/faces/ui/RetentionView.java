package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.privacy.Retention;
import com.innodus.kernel.privacy.Retention.Deed;
import com.innodus.kernel.privacy.Retention.Rule;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** For how long records are kept with which nothing happens any more. */
@Route(RetentionView.PATH)
@PermitAll
public class RetentionView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/retention";

    private static final long serialVersionUID = 1L;

    /** Records on screen, and done away with by one click. */
    private static final int SHOWN = 100;

    private static final int USUAL_MONTHS = 60;

    private final transient Retention retention;
    private final transient RecordTypes types;
    private final transient Records records;
    private final transient Operands operands;
    private final UnorderedList list = new UnorderedList();
    private final Div nothing = new Div();

    RetentionView(Retention retention, RecordTypes types, Records records, Operands operands) {
        this.retention = retention;
        this.types = types;
        this.records = records;
        this.operands = operands;
        addClassName("settings-view");
        Button add = new Button(getTranslation("retention.new"), VaadinIcon.PLUS.create(), click -> ask(null));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        add.setId("new-rule");
        Div header = new Div(new H1(getTranslation("retention.title")), add);
        header.addClassName("view-header");
        list.addClassNames("plain-list", "line-list", "section-card");
        nothing.addClassName("empty-state");
        nothing.add(VaadinIcon.HOURGLASS.create(), new Paragraph(getTranslation("retention.nothing")));
        add(header, new Paragraph(getTranslation("retention.text")), list, nothing);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())
                || CurrentActor.get().isViewed()) {
            throw new NotFoundException();
        }
        show();
    }

    private void show() {
        List<Retention.State> all = retention.all().stream()
                .filter(state -> types.byKey(state.rule().type()).isPresent())
                .toList();
        list.removeAll();
        all.forEach(state -> list.add(line(state)));
        list.setVisible(!all.isEmpty());
        nothing.setVisible(all.isEmpty());
    }

    private ListItem line(Retention.State state) {
        Rule rule = state.rule();
        RecordType<?> type = types.require(rule.type());
        String name = type.pluralName(getLocale());
        Span title = new Span(name);
        title.addClassName("line-title");
        Span text = new Span(getTranslation(
                rule.automatic() ? "retention.line.automatic" : "retention.line.proposed",
                rule.months(),
                getTranslation("retention.deed." + rule.deed())));
        text.addClassName("secondary");
        Div main = new Div(title, text);
        main.addClassName("line-main");
        Span done = new Span(getTranslation("retention.done", state.done()));
        done.addClassName("secondary");
        Button look = new Button(getTranslation("retention.look"), click -> look(type, rule));
        look.addThemeVariants(ButtonVariant.TERTIARY);
        look.setAriaLabel(getTranslation("retention.look") + ": " + name);
        look.setId("look-" + rule.type());
        Button edit = new Button(getTranslation("action.edit"), click -> ask(rule));
        edit.addThemeVariants(ButtonVariant.TERTIARY);
        edit.setAriaLabel(getTranslation("action.edit") + ": " + name);
        Button remove = new Button(VaadinIcon.TRASH.create(), click -> {
            retention.remove(rule.type());
            show();
        });
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        remove.setAriaLabel(getTranslation("action.delete") + ": " + name);
        ListItem line = new ListItem(main, done, look, edit, remove);
        line.addClassName("line");
        return line;
    }

    // a rule

    private void ask(@Nullable Rule before) {
        Set<String> taken =
                retention.all().stream().map(state -> state.rule().type()).collect(Collectors.toSet());
        Dialog dialog = new Dialog(getTranslation(before == null ? "retention.new" : "retention.edit"));
        dialog.setWidth("min(38rem, 96vw)");
        Select<RecordType<?>> about = new Select<>();
        about.setLabel(getTranslation("retention.type"));
        about.setItems(types.all().stream()
                .filter(type -> !type.key().equals(Options.RECORD_TYPE))
                .filter(type -> before == null
                        ? !taken.contains(type.key())
                        : type.key().equals(before.type()))
                .toList());
        about.setItemLabelGenerator(type -> type.pluralName(getLocale()));
        about.setId("retention-type");
        IntegerField months = new IntegerField(getTranslation("retention.months"));
        months.setMin(1);
        months.setMax(Retention.LONGEST);
        months.setStepButtonsVisible(true);
        months.setRequiredIndicatorVisible(true);
        months.setValue(before == null ? USUAL_MONTHS : before.months());
        months.setId("retention-months");
        Select<Deed> deed = new Select<>();
        deed.setLabel(getTranslation("retention.deed"));
        deed.setItemLabelGenerator(each -> getTranslation("retention.deed." + each));
        deed.setId("retention-deed");
        Checkbox automatic = new Checkbox(getTranslation("retention.automatic"));
        automatic.setHelperText(getTranslation("retention.automatic.help"));
        automatic.setValue(before != null && before.automatic());
        automatic.setId("retention-automatic");
        String[] exceptions = {before == null ? "" : before.exceptions()};
        Div except = new Div();
        about.addValueChangeListener(change -> {
            RecordType<?> type = change.getValue();
            if (type != null) {
                deed.setItems(Retention.isAboutPeople(type) ? List.of(Deed.values()) : List.of(Deed.DELETE));
                deed.setValue(
                        before != null ? before.deed() : Retention.isAboutPeople(type) ? Deed.ANONYMISE : Deed.DELETE);
                exceptions[0] = before == null ? "" : before.exceptions();
                except.removeAll();
                except.add(new Paragraph(getTranslation("retention.exceptions")), bar(type, exceptions));
            }
        });
        about.setValue(about.getListDataView().getItems().findFirst().orElse(null));
        Div form = new Div(about, months, deed, except, automatic);
        form.addClassName("dialog-form");
        Button save = new Button(getTranslation("action.save"), click -> {
            Integer wanted = months.getValue();
            RecordType<?> type = about.getValue();
            if (wanted == null || wanted < 1 || wanted > Retention.LONGEST) {
                months.setErrorMessage(getTranslation("retention.months.wrong", Retention.LONGEST));
                months.setInvalid(true);
            } else if (type != null) {
                retention.save(new Rule(type.key(), wanted, deed.getValue(), automatic.getValue(), exceptions[0]));
                dialog.close();
                show();
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setId("save-rule");
        dialog.add(form);
        dialog.getFooter().add(new Button(getTranslation("action.cancel"), click -> dialog.close()), save);
        dialog.setCloseOnOutsideClick(false);
        dialog.open();
    }

    private <E extends BaseRecord> FilterBar bar(RecordType<E> type, String[] into) {
        Filter filter;
        try {
            filter = FilterText.read(into[0]);
        } catch (InvalidFilter e) {
            // by a field that is gone: written anew without it
            filter = Filter.NONE;
        }
        return new FilterBar(type, filter, operands, chosen -> into[0] = FilterText.write(chosen));
    }

    // what it reaches

    private <E extends BaseRecord> void look(RecordType<E> type, Rule rule) {
        Retention.Reach reach = retention.reach(rule, SHOWN);
        Map<UUID, String> titles = records.titles(type, reach.records());
        Dialog dialog = new Dialog(type.pluralName(getLocale()));
        dialog.setWidth("min(38rem, 96vw)");
        int count = reach.records().size();
        dialog.add(new Paragraph(getTranslation(
                count == 0 ? "retention.nobody" : reach.more() ? "retention.first" : "retention.these", count)));
        UnorderedList names = new UnorderedList();
        names.addClassNames("plain-list", "line-list");
        titles.forEach((id, title) -> names.add(new ListItem(new Anchor("/app/" + type.plural() + "/" + id, title))));
        dialog.add(names);
        if (count > 0) {
            Button apply = new Button(getTranslation("retention.apply", count), click -> {
                dialog.close();
                confirm(rule, count);
            });
            apply.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
            apply.setId("apply-rule");
            dialog.getFooter().add(new Button(getTranslation("action.close"), click -> dialog.close()), apply);
        } else {
            dialog.getFooter().add(new Button(getTranslation("action.close"), click -> dialog.close()));
        }
        dialog.open();
    }

    private void confirm(Rule rule, int count) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("retention.deed." + rule.deed()),
                getTranslation("retention.confirm." + rule.deed(), count),
                getTranslation("retention.apply", count),
                confirm -> {
                    Notification.show(getTranslation("retention.applied", retention.apply(rule, SHOWN)));
                    show();
                });
        dialog.setConfirmButtonTheme("error primary");
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("action.cancel"));
        dialog.open();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("retention.title");
    }
}
