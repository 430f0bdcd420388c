package com.innodus.kernel.calendar.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.calendar.Holidays;
import com.innodus.kernel.calendar.WorkingCalendar;
import com.innodus.kernel.calendar.WorkingTime;
import com.innodus.kernel.calendar.WorkingTime.Hours;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The tenant's working hours, its holidays, and the days on which it is otherwise. */
@Route(WorkingTimeView.PATH)
@PermitAll
public class WorkingTimeView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/working-time";

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_NAME = 80;

    private final transient WorkingCalendar calendar;
    private final transient Holidays holidays;
    private final transient Clock clock;
    private final Map<DayOfWeek, TextField> week = new EnumMap<>(DayOfWeek.class);
    private final ComboBox<String> country = new ComboBox<>();
    private final ComboBox<String> region = new ComboBox<>();
    private final UnorderedList own = new UnorderedList();
    private final UnorderedList official = new UnorderedList();
    private final transient List<WorkingTime.Deviation> exceptions = new ArrayList<>();

    WorkingTimeView(WorkingCalendar calendar, Holidays holidays, Clock clock) {
        this.calendar = calendar;
        this.holidays = holidays;
        this.clock = clock;
        addClassName("settings-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        removeAll();
        WorkingTime time = calendar.time();
        exceptions.clear();
        exceptions.addAll(time.exceptions());
        Button save = new Button(getTranslation("action.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setId("save-working-time");
        Div header = new Div(new H1(getTranslation("working-time.title")), save);
        header.addClassName("view-header");
        add(header, new Paragraph(getTranslation("working-time.text")), hours(time), holidays(time), closings());
        showOfficial();
    }

    private Section hours(WorkingTime time) {
        FormLayout form = new FormLayout();
        form.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("30rem", 2));
        for (DayOfWeek day : DayOfWeek.values()) {
            TextField field = new TextField(capital(day.getDisplayName(TextStyle.FULL_STANDALONE, getLocale())));
            field.setValue(Hours.write(time.hours(day)));
            field.setPlaceholder(getTranslation("working-time.free"));
            field.setMaxLength(80);
            field.setId("hours-" + day.name().toLowerCase(Locale.ROOT));
            week.put(day, field);
            form.add(field);
        }
        Section card = new Section(
                new H2(getTranslation("working-time.hours")),
                new Paragraph(getTranslation("working-time.hours.help")),
                form);
        card.addClassName("section-card");
        return card;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private Section holidays(WorkingTime time) {
        country.setLabel(getTranslation("working-time.country"));
        country.setItems(holidays.countries());
        country.setItemLabelGenerator(code -> Locale.of("", code).getDisplayCountry(getLocale()));
        country.setPlaceholder(getTranslation("working-time.no-country"));
        country.setClearButtonVisible(true);
        country.setId("country");
        region.setLabel(getTranslation("working-time.region"));
        region.setPlaceholder(getTranslation("working-time.whole-country"));
        region.setClearButtonVisible(true);
        region.setId("region");
        country.setValue(time.country().isEmpty() ? null : time.country());
        offerRegions();
        region.setValue(time.region().isEmpty() ? null : time.region());
        country.addValueChangeListener(change -> {
            offerRegions();
            showOfficial();
        });
        region.addValueChangeListener(change -> showOfficial());
        official.addClassNames("plain-list", "line-list", "holiday-list");
        FormLayout form = new FormLayout(country, region);
        form.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("30rem", 2));
        Section card = new Section(
                new H2(getTranslation("working-time.holidays")),
                form,
                new Paragraph(getTranslation("working-time.holidays.help")),
                official);
        card.addClassName("section-card");
        return card;
    }

    private void offerRegions() {
        Map<String, String> regions = holidays.regions(Objects.requireNonNullElse(country.getValue(), ""));
        region.setItems(regions.keySet());
        region.setItemLabelGenerator(code -> regions.getOrDefault(code, code));
        region.setEnabled(!regions.isEmpty());
    }

    private void showOfficial() {
        official.removeAll();
        int year = LocalDate.now(clock.withZone(WorkingCalendar.ZONE)).getYear();
        for (int each = year; each <= year + 1; each++) {
            holidays.of(
                            Objects.requireNonNullElse(country.getValue(), ""),
                            Objects.requireNonNullElse(region.getValue(), ""),
                            each,
                            getLocale())
                    .forEach((day, name) -> official.add(new ListItem(new Span(name), date(day))));
        }
    }

    private Span date(LocalDate day) {
        Span date = new Span(day.format(DateTimeFormatter.ofPattern("EEE d MMM uuuu", getLocale())));
        date.addClassName("secondary");
        return date;
    }

    private Section closings() {
        DatePicker day = new DatePicker(getTranslation("working-time.day"));
        day.setLocale(getLocale());
        day.setId("closing-day");
        TextField name = new TextField(getTranslation("working-time.name"));
        name.setMaxLength(LONGEST_NAME);
        name.setId("closing-name");
        Checkbox works = new Checkbox(getTranslation("working-time.works"));
        Button add = new Button(getTranslation("action.add"), VaadinIcon.PLUS.create(), click -> {
            if (day.isEmpty()) {
                day.setErrorMessage(getTranslation("error.required"));
                day.setInvalid(true);
                return;
            }
            exceptions.removeIf(each -> each.day().equals(day.getValue()));
            exceptions.add(
                    new WorkingTime.Deviation(day.getValue(), name.getValue().strip(), works.getValue()));
            day.clear();
            name.clear();
            works.setValue(false);
            showOwn();
        });
        add.setId("add-closing");
        Div line = new Div(day, name, works, add);
        line.addClassName("closing-line");
        own.addClassNames("plain-list", "line-list");
        showOwn();
        Section card = new Section(
                new H2(getTranslation("working-time.closings")),
                new Paragraph(getTranslation("working-time.closings.help")),
                line,
                own);
        card.addClassName("section-card");
        return card;
    }

    private void showOwn() {
        own.removeAll();
        exceptions.sort(Comparator.comparing(WorkingTime.Deviation::day));
        for (WorkingTime.Deviation each : exceptions) {
            String kind = getTranslation(each.works() ? "working-time.worked" : "working-time.closed");
            String text = each.name().isEmpty() ? kind : each.name() + " · " + kind;
            Button remove = new Button(VaadinIcon.TRASH.create(), click -> {
                exceptions.remove(each);
                showOwn();
            });
            remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            remove.setAriaLabel(getTranslation("working-time.remove", text));
            own.add(new ListItem(new Span(text), date(each.day()), remove));
        }
    }

    private void save() {
        Map<DayOfWeek, List<Hours>> hours = new EnumMap<>(DayOfWeek.class);
        boolean isGood = true;
        for (Map.Entry<DayOfWeek, TextField> each : week.entrySet()) {
            Optional<List<Hours>> read = Hours.read(each.getValue().getValue());
            each.getValue().setInvalid(read.isEmpty());
            each.getValue().setErrorMessage(read.isEmpty() ? getTranslation("working-time.wrong") : "");
            isGood &= read.isPresent();
            read.filter(some -> !some.isEmpty()).ifPresent(some -> hours.put(each.getKey(), some));
        }
        if (!isGood) {
            return;
        }
        calendar.save(new WorkingTime(
                hours,
                Objects.requireNonNullElse(country.getValue(), ""),
                Objects.requireNonNullElse(region.getValue(), ""),
                List.copyOf(exceptions)));
        Notification.show(getTranslation("working-time.saved"));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("working-time.title");
    }
}
