package com.innodus.kernel.reports.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.reports.Report;
import com.innodus.kernel.reports.Schedules;
import com.innodus.kernel.reports.Schedules.Rhythm;
import com.innodus.kernel.reports.Schedules.Schedule;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** When a report is sent by mail, and to whom. */
class ScheduleDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_HOUR = 8;

    private final transient Schedules schedules;
    private final transient Users users;
    private final transient Report report;
    private final Div list = new Div();

    ScheduleDialog(Schedules schedules, Users users, Report report) {
        super(com.vaadin.flow.component.UI.getCurrent().getTranslation("report.schedule"));
        this.schedules = schedules;
        this.users = users;
        this.report = report;
        setWidth("34rem");
        Div content = new Div(new Paragraph(getTranslation("report.schedule.text")), list, form());
        content.addClassName("dialog-form");
        add(content);
        getFooter().add(new Button(getTranslation("action.close"), click -> close()));
        refresh();
    }

    private Div form() {
        Select<Rhythm> rhythm = ReportTexts.choices(this, "report.rhythm", Rhythm.values());
        Select<Integer> day = new Select<>();
        day.setLabel(getTranslation("report.rhythm.day"));
        rhythm.addValueChangeListener(change -> {
            day.setVisible(change.getValue() != Rhythm.DAILY);
            boolean isWeek = change.getValue() == Rhythm.WEEKLY;
            day.setItems(IntStream.rangeClosed(1, isWeek ? 7 : 31).boxed().toList());
            day.setItemLabelGenerator(each -> day(change.getValue(), Objects.requireNonNullElse(each, 1)));
            day.setValue(1);
        });
        rhythm.setValue(Rhythm.WEEKLY);
        Select<Integer> hour = new Select<>();
        hour.setLabel(getTranslation("report.rhythm.hour"));
        hour.setItems(IntStream.range(0, 24).boxed().toList());
        hour.setItemLabelGenerator(each -> "%02d:00".formatted(each));
        hour.setValue(FIRST_HOUR);
        ComboBox<String> zone = new ComboBox<>(getTranslation("report.rhythm.zone"));
        zone.setItems(ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.contains("/") && !id.startsWith("Etc") && !id.startsWith("System"))
                .sorted()
                .toList());
        zone.setValue("Europe/Madrid");
        MultiSelectComboBox<User> receivers = new MultiSelectComboBox<>(getTranslation("report.receivers"));
        receivers.setItems(users.all().stream()
                .filter(user -> user.state() == User.State.ACTIVE)
                .toList());
        receivers.setItemLabelGenerator(User::name);
        users.byId(CurrentActor.get().id()).ifPresent(me -> receivers.setValue(Set.of(me)));
        receivers.setRequiredIndicatorVisible(true);
        Button add = new Button(getTranslation("report.schedule.add"), VaadinIcon.PLUS.create(), click -> {
            if (receivers.getValue().isEmpty()) {
                receivers.setErrorMessage(getTranslation("error.required"));
                receivers.setInvalid(true);
                return;
            }
            schedules.add(
                    report,
                    rhythm.getValue(),
                    day.getValue(),
                    hour.getValue(),
                    ZoneId.of(Objects.requireNonNullElse(zone.getValue(), "Europe/Madrid")),
                    receivers.getValue().stream().map(User::id).toList());
            refresh();
        });
        add.addThemeVariants(ButtonVariant.PRIMARY);
        add.setId("add-schedule");
        Div when = new Div(rhythm, day, hour, zone);
        when.addClassName("report-fields");
        return new Div(when, receivers, add);
    }

    private String day(Rhythm rhythm, int day) {
        return rhythm == Rhythm.WEEKLY
                ? DayOfWeek.of(Math.clamp(day, 1, 7)).getDisplayName(TextStyle.FULL_STANDALONE, getLocale())
                : Integer.toString(day);
    }

    private void refresh() {
        list.removeAll();
        for (Schedule schedule : schedules.of(report)) {
            String people = schedule.receivers().stream()
                    .map(id -> users.remembered(id).map(User::name).orElse("?"))
                    .collect(Collectors.joining(", "));
            String text = getTranslation("report.rhythm." + schedule.rhythm().name())
                    + (schedule.rhythm() == Rhythm.DAILY ? "" : " · " + day(schedule.rhythm(), schedule.day()))
                    + " · %02d:00 · ".formatted(schedule.hour())
                    + people;
            Button remove = new Button(VaadinIcon.TRASH.create(), click -> {
                schedules.remove(schedule.id());
                refresh();
            });
            remove.addThemeVariants(ButtonVariant.TERTIARY);
            remove.setAriaLabel(getTranslation("report.schedule.remove", text));
            Div line = new Div(new Span(text), remove);
            line.addClassName("schedule-line");
            list.add(line);
        }
    }
}
