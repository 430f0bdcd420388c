package com.innodus.kernel.faces.ui;

import com.innodus.kernel.automation.Action;
import com.innodus.kernel.automation.Rule.Definition;
import com.innodus.kernel.automation.Trigger;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Rules as sentences. */
@Component
class RuleWords {
    private final RecordTypes types;

    RuleWords(RecordTypes types) {
        this.types = types;
    }

    /** Such as: a person is created → send a mail, tell somebody. */
    String sentence(Definition rule, Locale locale) {
        return when(rule, locale)
                + " → "
                + rule.actions().stream()
                        .map(action -> Texts.text(locale, key(action) + ".short"))
                        .collect(Collectors.joining(", "));
    }

    private String when(Definition rule, Locale locale) {
        String type = types.byKey(rule.recordType())
                .map((RecordType<?> known) -> known.name(locale))
                .orElse(rule.recordType());
        return switch (rule.trigger()) {
            case Trigger.Created ignored -> Texts.text(locale, "automation.when.created.of", type);
            case Trigger.Changed changed ->
                Texts.text(locale, "automation.when.changed.of", type, field(rule, changed.field(), locale));
            case Trigger.DayComes day ->
                Texts.text(
                        locale,
                        day.days() < 0 ? "automation.when.before.of" : "automation.when.after.of",
                        Math.abs(day.days()),
                        field(rule, day.field(), locale),
                        type);
            case Trigger.Schedule schedule ->
                Texts.text(locale, "automation.when.schedule.of", times(schedule, locale));
            case Trigger.Button(var label) -> Texts.text(locale, "automation.when.button.of", label);
            case Trigger.Called ignored -> Texts.text(locale, "automation.when.called.of");
        };
    }

    private String field(Definition rule, String key, Locale locale) {
        return types.byKey(rule.recordType())
                .filter(type -> type.field(key).isPresent())
                .map((RecordType<?> type) -> type.label(key, locale))
                .orElse(key);
    }

    private static String times(Trigger.Schedule schedule, Locale locale) {
        String at = time(schedule.at(), locale);
        if (schedule.dayOfMonth() != null) {
            return Texts.text(locale, "automation.schedule.monthly.of", schedule.dayOfMonth(), at);
        }
        return schedule.days().isEmpty()
                ? Texts.text(locale, "automation.schedule.daily.of", at)
                : Texts.text(
                        locale,
                        "automation.schedule.weekly.of",
                        schedule.days().stream()
                                .sorted()
                                .map(day -> day(day, locale))
                                .collect(Collectors.joining(", ")),
                        at);
    }

    static String day(DayOfWeek day, Locale locale) {
        return day.getDisplayName(TextStyle.FULL_STANDALONE, locale);
    }

    static String time(LocalTime time, Locale locale) {
        return time.format(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale));
    }

    /** The key of what an action is called. */
    static String key(Action action) {
        return switch (action) {
            case Action.SendMail ignored -> "automation.do.mail";
            case Action.Notify ignored -> "automation.do.notify";
            case Action.Change ignored -> "automation.do.change";
            case Action.Create ignored -> "automation.do.create";
            case Action.Assign ignored -> "automation.do.assign";
            case Action.CallWebhook ignored -> "automation.do.webhook";
        };
    }
}
