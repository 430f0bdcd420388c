package com.innodus.kernel.automation;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.automation.Rule.Definition;
import com.innodus.kernel.automation.Runs.Run;
import com.innodus.kernel.automation.Runs.State;
import com.innodus.kernel.events.Causes;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.jobs.TenantSweep;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.templates.UnreadableTemplate;
import com.innodus.tenants.context.TenantScope;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Does what was set off. Claiming a run, all that it does and the note that it was done are one transaction, so a run
 * happens once or not at all: whoever retries, whatever crashes and however many nodes work.
 */
@Component
class RuleWorker implements TenantSweep, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(RuleWorker.class);

    private final TransactionOperations transactions;
    private final Rules rules;
    private final Runs runs;
    private final DueRules due;
    private final Deeds deeds;
    private final Users users;
    private final Records records;
    private final RecordTypes types;
    private final Clock clock;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("automation").daemon().factory());

    RuleWorker(
            TransactionOperations transactions,
            Rules rules,
            Runs runs,
            DueRules due,
            Deeds deeds,
            Users users,
            Records records,
            RecordTypes types,
            Clock clock) {
        this.transactions = transactions;
        this.rules = rules;
        this.runs = runs;
        this.due = due;
        this.deeds = deeds;
        this.users = users;
        this.records = records;
        this.types = types;
        this.clock = clock;
    }

    /** It won't be done, for a reason to be noted. */
    private static final class Unmet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<String> arguments;

        Unmet(String reason, String... arguments) {
            super(reason);
            this.arguments = List.of(arguments);
        }
    }

    @Override
    public String name() {
        return Rules.JOB;
    }

    @Override
    public void sweep() {
        worker.execute(TenantScope.capture(() -> {
            due.setOff();
            transactions.executeWithoutResult(status -> runs.forgetOld());
            workOff();
        }));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void soon(Runs.Queued queued) {
        worker.execute(TenantScope.capture(this::workOff));
    }

    /** Does all that is due in the current tenant. */
    void workOff() {
        boolean more = true;
        while (more) {
            more = workOffOne();
        }
    }

    private boolean workOffOne() {
        List<Run> claimed = new ArrayList<>();
        try {
            return Boolean.TRUE.equals(transactions.execute(status -> {
                runs.claim().ifPresent(claimed::add);
                claimed.forEach(this::perform);
                return !claimed.isEmpty();
            }));
        } catch (RuntimeException e) {
            if (claimed.isEmpty()) {
                throw e;
            }
            transactions.executeWithoutResult(status -> noteProblem(claimed.getFirst(), e));
            return true;
        }
    }

    private void noteProblem(Run run, RuntimeException problem) {
        UUID id = run.id();
        switch (problem) {
            case Unmet unmet -> runs.end(id, State.SKIPPED, unmet.getMessage(), unmet.arguments);
            case Refused refused -> runs.end(id, State.FAILED, refused.textKey(), refused.arguments());
            case InvalidRecord invalid ->
                runs.end(id, State.FAILED, "automation.reason.invalid", List.of(sentence(run, invalid.problems())));
            case UnreadableTemplate ignored -> runs.end(id, State.FAILED, "automation.reason.template", List.of());
            case Forbidden ignored -> runs.end(id, State.FAILED, "automation.reason.forbidden", List.of());
            case RecordNotFound ignored -> runs.end(id, State.SKIPPED, "automation.reason.gone", List.of());
            default -> {
                LOG.warn("Run {} of rule {} broke", id, run.rule(), problem);
                runs.tryLater(id, String.valueOf(problem.getMessage()));
            }
        }
    }

    /** In the language of who answers for the rule. */
    private String sentence(Run run, List<Problem> problems) {
        Problem first = problems.getFirst();
        Locale locale = rules.find(run.rule())
                .flatMap(rule -> users.byId(rule.owner()))
                .map(User::locale)
                .orElse(Locale.of("es"));
        String text = Texts.text(locale, first.message(), first.arguments().toArray());
        return first.field().isEmpty()
                ? text
                : types.byKey(run.recordType())
                                .filter(type -> type.field(first.field()).isPresent())
                                .map(type -> type.label(first.field(), locale) + ": ")
                                .orElse("")
                        + text;
    }

    private void perform(Run run) {
        Rule rule = rules.find(run.rule()).filter(Rule::enabled).orElseThrow(() -> new Unmet("automation.reason.off"));
        Definition said = rules.definition(run.rule(), run.version()).orElseThrow();
        Instant now = clock.instant();
        if (said.quietFrom() != null
                && said.quietUntil() != null
                && Times.isWithin(
                        said.quietFrom(),
                        said.quietUntil(),
                        now.atZone(Times.ZONE).toLocalTime())) {
            runs.postpone(run.id(), Times.nextAt(said.quietUntil(), now));
            return;
        }
        Optional<User> owner = users.byId(rule.owner()).filter(user -> user.state() == User.State.ACTIVE);
        if (owner.isEmpty()) {
            throw new Refused("automation.reason.owner");
        }
        RecordType<?> type = types.byKey(run.recordType()).orElseThrow(() -> new Refused("automation.reason.type"));
        CurrentActor.run(
                owner.get().actor(), () -> Causes.run(run.causes(), rule.id(), () -> perform(run, said, type)));
        runs.end(run.id(), State.FIRED, null, List.of());
    }

    private <E extends BaseRecord> void perform(Run run, Definition said, RecordType<E> type) {
        if (run.record().equals(Runs.NO_RECORD)) {
            said.actions().forEach(action -> deeds.act(run.rule(), action, type, run.payload()));
            return;
        }
        if (records.find(type, run.record()).isEmpty()) {
            throw new Unmet("automation.reason.gone");
        }
        demandConditions(run, said, type);
        said.actions().forEach(action -> deeds.act(run.rule(), action, type, run.record()));
    }

    private <E extends BaseRecord> void demandConditions(Run run, Definition said, RecordType<E> type) {
        try {
            List<Filter> conditions = FilterText.read(said.filter()) instanceof Filter.And(var parts)
                    ? parts
                    : List.of(FilterText.read(said.filter()));
            for (int i = 0; i < conditions.size(); i++) {
                if (records.fitting(type, conditions.get(i), List.of(run.record()))
                        .isEmpty()) {
                    throw new Unmet("automation.reason.condition", Integer.toString(i + 1));
                }
            }
        } catch (InvalidFilter e) {
            throw new Refused("automation.reason.filter");
        }
    }

    @Override
    public void destroy() {
        worker.shutdown();
    }
}
