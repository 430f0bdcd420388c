package com.innodus.crm.calendars.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.User;
import com.innodus.kernel.records.Options.Option;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whose events, which kinds of them, and what else is laid over. */
class ChoicePanel extends Div {
    private static final long serialVersionUID = 1L;
    private static final String LIST = "event-type";

    private final transient BiConsumer<Choice, List<Overlays.Overlay>> chosen;
    private final MultiSelectComboBox<User> people = new MultiSelectComboBox<>();
    private final MultiSelectComboBox<Team> teams = new MultiSelectComboBox<>();
    private final MultiSelectComboBox<Option> kinds = new MultiSelectComboBox<>();
    private final MultiSelectComboBox<Overlays.Overlay> laidOver = new MultiSelectComboBox<>();
    private final Checkbox holidays = new Checkbox();
    private final Checkbox byPerson = new Checkbox();
    private final UnorderedList legend = new UnorderedList();
    private final transient Drawing drawing;

    ChoicePanel(Choice choice, CalendarView.Parts parts, BiConsumer<Choice, List<Overlays.Overlay>> chosen) {
        this.chosen = chosen;
        drawing = parts.drawing();
        addClassName("calendar-choice");
        List<User> staff = parts.users().all().stream()
                .filter(user -> user.state() != User.State.DISABLED)
                .toList();
        offer(people, "people", staff, User::name, User::id, choice.people());
        people.setHelperText(getTranslation("calendar.people.help"));
        offer(teams, "teams", parts.teams().all(), Team::name, Team::id, choice.teams());
        teams.setVisible(!parts.teams().all().isEmpty());
        offer(
                kinds,
                "kinds",
                parts.options().offered(LIST),
                option -> option.label(getLocale()),
                Option::id,
                choice.kinds());
        List<Overlays.Overlay> others = parts.overlays().offered(getLocale());
        offer(laidOver, "others", others, Overlays.Overlay::name, Overlays.Overlay::key, choice.overlays());
        laidOver.setVisible(!others.isEmpty());
        holidays.setLabel(getTranslation("calendar.holidays"));
        holidays.setValue(choice.holidays());
        holidays.addValueChangeListener(change -> tell());
        byPerson.setLabel(getTranslation("calendar.by-person"));
        byPerson.setId("calendar-by-person");
        byPerson.setValue(choice.byPerson());
        byPerson.addValueChangeListener(change -> tell());
        legend.addClassNames("plain-list", "calendar-legend");
        legend.getElement().setAttribute("aria-label", getTranslation("calendar.legend"));
        UUID me = CurrentActor.get().id();
        Button mine = shortcut(
                "calendar.mine",
                () -> staff.stream().filter(user -> user.id().equals(me)).collect(Collectors.toSet()));
        Button all = shortcut("calendar.everybody", Set::of);
        Div shortcuts = new Div(mine, all);
        shortcuts.addClassName("calendar-shortcuts");
        add(shortcuts, people, teams, byPerson, legend, kinds, laidOver, holidays);
        explain(choice);
    }

    private Button shortcut(String key, java.util.function.Supplier<Set<User>> whom) {
        Button button = new Button(getTranslation(key), click -> {
            people.setValue(whom.get());
            teams.clear();
            tell();
        });
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    private <T, K> void offer(
            MultiSelectComboBox<T> box,
            String name,
            Collection<T> items,
            Function<T, String> text,
            Function<T, K> key,
            Set<K> selected) {
        box.setLabel(getTranslation("calendar." + name));
        box.setItems(items);
        box.setItemLabelGenerator(text::apply);
        box.setClearButtonVisible(true);
        box.setId("calendar-" + name);
        box.setValue(items.stream()
                .filter(item -> selected.contains(key.apply(item)))
                .collect(Collectors.toSet()));
        box.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                tell();
            }
        });
    }

    /** What is laid over, in the order in which it is offered. */
    List<Overlays.Overlay> overlays() {
        return List.copyOf(laidOver.getValue());
    }

    /** Which colour is whose. */
    private void explain(Choice choice) {
        legend.removeAll();
        Map<UUID, String> colours = drawing.colours(choice);
        byPerson.setVisible(drawing.isOfSeveral(choice));
        legend.setVisible(!colours.isEmpty());
        people.getListDataView()
                .getItems()
                .filter(user -> colours.containsKey(user.id()))
                .forEach(user -> {
                    Span dot = new Span();
                    dot.addClassName("calendar-dot");
                    dot.getStyle().set("background", colours.get(user.id()));
                    legend.add(new ListItem(dot, new Span(user.name())));
                });
    }

    private void tell() {
        Choice choice = choice();
        explain(choice);
        chosen.accept(choice, overlays());
    }

    private Choice choice() {
        return new Choice(
                ids(people.getValue(), User::id),
                ids(teams.getValue(), Team::id),
                ids(kinds.getValue(), Option::id),
                ids(laidOver.getValue(), Overlays.Overlay::key),
                holidays.getValue(),
                byPerson.getValue(),
                null,
                null);
    }

    private static <T, K> Set<K> ids(Collection<T> values, Function<T, K> id) {
        return values.stream().map(id).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
