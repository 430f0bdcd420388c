package com.innodus.crm.calendars.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A small month to jump by. */
class MiniMonth extends Div {
    private static final long serialVersionUID = 1L;
    private static final int DAYS = 42;

    private final LocalDate today;
    private final transient Consumer<LocalDate> chosen;
    private final Span name = new Span();
    private final Div days = new Div();
    private transient Marks marks = (from, to) -> Set.of();
    private YearMonth month;
    private @Nullable LocalDate day;

    MiniMonth(LocalDate today, Consumer<LocalDate> chosen) {
        this.today = today;
        this.chosen = chosen;
        month = YearMonth.from(today);
        addClassName("mini-month");
        name.setClassName("mini-month-name");
        name.getElement().setAttribute("aria-live", "polite");
        Div head = new Div(step(VaadinIcon.ANGLE_LEFT, "calendar.month.before", -1), name);
        head.add(step(VaadinIcon.ANGLE_RIGHT, "calendar.month.after", 1));
        head.addClassName("mini-month-head");
        days.addClassName("mini-month-days");
        add(head, days);
        draw();
    }

    /** Says on which days from the first to the last, which isn't included, there is something. */
    @FunctionalInterface
    interface Marks {
        Set<LocalDate> between(LocalDate from, LocalDate to);
    }

    void mark(Marks other) {
        marks = other;
        draw();
    }

    private Button step(VaadinIcon icon, String label, int months) {
        Button button = new Button(icon.create(), click -> {
            month = month.plusMonths(months);
            draw();
        });
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation(label));
        return button;
    }

    /** Shows the month of a day that is on screen. */
    void show(LocalDate shown) {
        day = shown;
        month = YearMonth.from(shown);
        draw();
    }

    private void draw() {
        name.setText(month.format(DateTimeFormatter.ofPattern("LLLL uuuu", getLocale())));
        days.removeAll();
        for (DayOfWeek each : DayOfWeek.values()) {
            Span head = new Span(each.getDisplayName(TextStyle.NARROW_STANDALONE, getLocale()));
            head.addClassName("secondary");
            head.getElement().setAttribute("aria-hidden", "true");
            days.add(head);
        }
        LocalDate first = month.atDay(1).with(java.time.temporal.TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        DateTimeFormatter full =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(getLocale());
        Set<LocalDate> marked = marks.between(first, first.plusDays(DAYS));
        for (int i = 0; i < DAYS; i++) {
            LocalDate each = first.plusDays(i);
            NativeButton button = new NativeButton(Integer.toString(each.getDayOfMonth()), click -> {
                day = each;
                chosen.accept(each);
                draw();
            });
            boolean isMarked = marked.contains(each);
            button.setAriaLabel(
                    isMarked ? getTranslation("calendar.mini.marked", each.format(full)) : each.format(full));
            button.setClassName("is-marked", isMarked);
            button.setClassName("is-other", !YearMonth.from(each).equals(month));
            button.setClassName("is-chosen", each.equals(day));
            if (each.equals(today)) {
                button.getElement().setAttribute("aria-current", "date");
            }
            days.add(button);
        }
    }
}
