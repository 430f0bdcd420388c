package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.automation.Action;
import com.innodus.kernel.automation.Action.Receiver;
import com.innodus.kernel.automation.Rule.Definition;
import com.innodus.kernel.automation.Trigger;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Rules to start from, in the language of who starts. */
enum RuleStarts {
    WELCOME,
    TURNS,
    ANNIVERSARY,
    REMINDER,
    UNASSIGNED;

    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final Receiver RECORD = new Receiver(Receiver.Kind.RECORD, "");
    private static final int YEAR = 365;

    static Optional<RuleStarts> of(String name) {
        return List.of(values()).stream()
                .filter(start -> start.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    String textKey() {
        return "automation.start." + name().toLowerCase(Locale.ROOT);
    }

    Definition definition(Locale locale) {
        return switch (this) {
            case WELCOME ->
                rule(
                        locale,
                        "person",
                        new Trigger.Created(),
                        Filter.test("emails", Filter.Operator.NOT_EMPTY),
                        new Action.SendMail(List.of(RECORD), text(locale, "subject"), text(locale, "body")));
            case TURNS ->
                rule(
                        locale,
                        "organisation",
                        new Trigger.Created(),
                        Filter.NONE,
                        // which team is for the administrator to say
                        new Action.Assign("owner", new UUID(0, 0), Action.Choice.IN_TURN));
            case ANNIVERSARY ->
                rule(
                        locale,
                        "organisation",
                        new Trigger.DayComes("customerSince", YEAR, false, MORNING),
                        Filter.NONE,
                        new Action.Notify(List.of(Receiver.owner()), text(locale, "text")));
            case REMINDER ->
                rule(
                        locale,
                        "organisation",
                        new Trigger.Button(text(locale, "button")),
                        Filter.NONE,
                        new Action.SendMail(List.of(RECORD), text(locale, "subject"), text(locale, "body")));
            case UNASSIGNED ->
                rule(
                        locale,
                        "organisation",
                        new Trigger.Schedule(Set.of(DayOfWeek.MONDAY), null, MORNING),
                        Filter.test("owner", Filter.Operator.EMPTY),
                        new Action.Notify(
                                List.of(
                                        new Receiver(Receiver.Kind.ROLE, Roles.OWNER),
                                        new Receiver(Receiver.Kind.ROLE, Roles.ADMIN)),
                                text(locale, "text")));
        };
    }

    private Definition rule(Locale locale, String type, Trigger trigger, Filter filter, Action action) {
        return new Definition(
                Texts.text(locale, textKey()),
                type,
                trigger,
                FilterText.write(filter),
                List.of(action),
                false,
                null,
                null);
    }

    private String text(Locale locale, String part) {
        // an argument, so that the quotes around the braces of placeholders are taken off
        return Texts.text(locale, textKey() + "." + part, "");
    }
}
