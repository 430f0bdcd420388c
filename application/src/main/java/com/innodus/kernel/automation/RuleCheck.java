package com.innodus.kernel.automation;

import com.innodus.kernel.access.Teams;
import com.innodus.kernel.automation.Action.Receiver;
import com.innodus.kernel.automation.Rule.Definition;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.templates.MailTemplates;
import com.innodus.kernel.templates.Templates;
import com.innodus.kernel.templates.Templates.Fault;
import com.innodus.kernel.webhooks.Webhooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is wrong with a rule, by its parts: {@code name}, {@code trigger}, {@code filter}, {@code actions.0.body} and so on. */
@Component
class RuleCheck {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_TEXT = 10_000;
    private static final int MOST_ACTIONS = 10;
    private static final int MOST_DAYS = 3_650;

    private final RecordTypes types;
    private final Records records;
    private final Teams teams;
    private final Webhooks webhooks;
    private final MailTemplates templates;

    RuleCheck(RecordTypes types, Records records, Teams teams, Webhooks webhooks, MailTemplates templates) {
        this.types = types;
        this.records = records;
        this.teams = teams;
        this.webhooks = webhooks;
        this.templates = templates;
    }

    List<Problem> problems(Definition rule) {
        List<Problem> problems = new ArrayList<>();
        text(problems, "name", rule.name(), LONGEST_NAME);
        Optional<RecordType<?>> type = types.byKey(rule.recordType());
        if (type.isEmpty()) {
            problems.add(Problem.of("recordType", "error.required"));
            return problems;
        }
        trigger(problems, type.get(), rule.trigger());
        filter(problems, type.get(), rule.filter());
        if ((rule.quietFrom() == null) != (rule.quietUntil() == null)
                || rule.quietFrom() != null && rule.quietFrom().equals(rule.quietUntil())) {
            problems.add(Problem.of("quiet", "automation.quiet.both"));
        }
        if (rule.actions().isEmpty()) {
            problems.add(Problem.of("actions", "automation.actions.none"));
        } else if (rule.actions().size() > MOST_ACTIONS) {
            problems.add(Problem.of("actions", "automation.actions.many", Integer.toString(MOST_ACTIONS)));
        }
        boolean called = rule.trigger() instanceof Trigger.Called;
        for (int i = 0; i < rule.actions().size(); i++) {
            action(problems, "actions." + i, type.get(), rule.actions().get(i), called);
        }
        return problems;
    }

    private static void trigger(List<Problem> problems, RecordType<?> type, Trigger trigger) {
        switch (trigger) {
            case Trigger.Created ignored -> {}
            case Trigger.Changed changed -> {
                if (type.field(changed.field()).isEmpty()) {
                    problems.add(Problem.of("trigger.field", "error.required"));
                }
            }
            case Trigger.DayComes day -> {
                if (type.field(day.field())
                        .filter(field ->
                                field.type() instanceof FieldType.Day || field.type() instanceof FieldType.Moment)
                        .isEmpty()) {
                    problems.add(Problem.of("trigger.field", "error.required"));
                }
                if (Math.abs(day.days()) > MOST_DAYS) {
                    problems.add(Problem.of("trigger.days", "automation.days.many", Integer.toString(MOST_DAYS)));
                }
            }
            case Trigger.Schedule schedule -> {
                if (schedule.dayOfMonth() != null && (schedule.dayOfMonth() < 1 || schedule.dayOfMonth() > 31)) {
                    problems.add(Problem.of("trigger.dayOfMonth", "automation.day-of-month"));
                }
            }
            case Trigger.Button button -> text(problems, "trigger.label", button.label(), LONGEST_NAME);
            case Trigger.Called ignored -> {}
        }
    }

    private <E extends BaseRecord> void filter(List<Problem> problems, RecordType<E> type, String filter) {
        try {
            Filter read = FilterText.read(filter);
            if (!read.isEmpty() && !records.fits(type, read)) {
                problems.add(Problem.of("filter", "automation.filter.unfit"));
            }
        } catch (InvalidFilter e) {
            problems.add(Problem.of("filter", "automation.filter.unfit"));
        }
    }

    private void action(List<Problem> problems, String at, RecordType<?> type, Action action, boolean called) {
        switch (action) {
            case Action.SendMail mail -> {
                receivers(problems, at + ".to", mail.to(), true);
                if (mail.template() != null) {
                    chosen(problems, at + ".template", type, mail.template());
                    return;
                }
                template(problems, at + ".subject", type, mail.subject(), LONGEST_LINE, called);
                if (mail.subject().chars().anyMatch(Character::isISOControl)) {
                    problems.add(Problem.of(at + ".subject", "mail.subject.one-line"));
                }
                template(problems, at + ".body", type, mail.body(), LONGEST_TEXT, called);
            }
            case Action.Notify notify -> {
                receivers(problems, at + ".to", notify.to(), false);
                template(problems, at + ".text", type, notify.text(), LONGEST_LINE, called);
            }
            case Action.Change change -> {
                if (called) {
                    problems.add(Problem.of(at, "automation.needs-record"));
                }
                values(problems, at, type, type, change.values(), called);
            }
            case Action.Create create -> {
                Optional<RecordType<?>> target = types.byKey(create.recordType());
                if (target.isEmpty()) {
                    problems.add(Problem.of(at + ".recordType", "error.required"));
                } else {
                    link(problems, at + ".link", type, target.get(), create.link());
                    values(problems, at, type, target.get(), create.values(), called);
                }
            }
            case Action.Assign assign -> {
                if (called) {
                    problems.add(Problem.of(at, "automation.needs-record"));
                }
                if (type.field(assign.field())
                        .filter(Field::isWritable)
                        .filter(field ->
                                field.type() instanceof FieldType.User || field.type() instanceof FieldType.Team)
                        .isEmpty()) {
                    problems.add(Problem.of(at + ".field", "error.required"));
                }
                if (teams.all().stream().noneMatch(team -> team.id().equals(assign.team()))) {
                    problems.add(Problem.of(at + ".team", "error.required"));
                }
            }
            case Action.CallWebhook call -> {
                if (webhooks.find(call.webhook()).isEmpty()) {
                    problems.add(Problem.of(at + ".webhook", "error.required"));
                }
                if (!call.event().matches("[a-z0-9][a-z0-9_.-]{0,59}")) {
                    problems.add(Problem.of(at + ".event", "automation.webhook.event.unfit"));
                }
            }
        }
    }

    private void chosen(List<Problem> problems, String at, RecordType<?> type, UUID template) {
        if (templates.fitting(type.key()).stream().noneMatch(each -> each.id().equals(template))) {
            problems.add(Problem.of(at, "automation.mail-template.unfit"));
        }
    }

    private static void link(
            List<Problem> problems, String at, RecordType<?> from, RecordType<?> to, @Nullable String link) {
        if (link != null
                && to.field(link)
                        .filter(field ->
                                field.type() instanceof FieldType.Link(String target) && target.equals(from.key()))
                        .isEmpty()) {
            problems.add(Problem.of(at, "automation.link.unfit"));
        }
    }

    private void values(
            List<Problem> problems,
            String at,
            RecordType<?> from,
            RecordType<?> to,
            Map<String, @Nullable Object> values,
            boolean called) {
        if (values.isEmpty()) {
            problems.add(Problem.of(at + ".values", "automation.values.none"));
        }
        values.forEach((key, value) -> {
            Field<?> field = to.field(key).filter(Field::isWritable).orElse(null);
            if (field == null) {
                problems.add(Problem.of(at + ".values." + key, "error.unknown-field", key));
            } else if (Values.isTemplate(field, value)) {
                template(problems, at + ".values." + key, from, String.valueOf(value), LONGEST_TEXT, called);
            } else if (!Values.isReadable(field, value)) {
                problems.add(Problem.of(at + ".values." + key, "automation.value.unfit"));
            }
        });
    }

    private static void receivers(List<Problem> problems, String at, List<Receiver> to, boolean mail) {
        if (to.isEmpty()) {
            problems.add(Problem.of(at, "error.required"));
        }
        for (Receiver each : to) {
            boolean ofMails = each.kind() == Receiver.Kind.RECORD || each.kind() == Receiver.Kind.ADDRESS;
            if (ofMails && !mail
                    || each.kind() == Receiver.Kind.ADDRESS
                            && !each.value().matches("[^@\\s,;<>\"\\p{Cntrl}]{1,64}@[^@\\s,;<>\"\\p{Cntrl}]{1,190}")) {
                problems.add(Problem.of(at, "automation.receiver.unfit", each.value()));
            }
        }
    }

    private static void template(
            List<Problem> problems, String at, RecordType<?> type, String text, int longest, boolean called) {
        text(problems, at, text, longest);
        // what a caller sends is known when it calls
        Fault fault = Templates.fault(type, text);
        if (fault instanceof Fault.Unreadable) {
            problems.add(Problem.of(at, "automation.template.unreadable"));
        } else if (fault instanceof Fault.Unknown(var names) && !called) {
            problems.add(Problem.of(at, "automation.template.unknown", String.join(", ", names)));
        }
    }

    private static void text(List<Problem> problems, String at, String text, int longest) {
        if (text.isBlank()) {
            problems.add(Problem.of(at, "error.required"));
        } else if (text.length() > longest) {
            problems.add(Problem.of(at, "error.too-long", Integer.toString(longest)));
        }
    }
}
