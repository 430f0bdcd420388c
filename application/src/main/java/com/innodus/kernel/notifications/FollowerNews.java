package com.innodus.kernel.notifications;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.User;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.following.Followers;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records.RecordWritten;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells those who follow a record what others do to it. */
@Component
class FollowerNews {
    /** A change to more records in one go is a bulk action, which its maker can take back; it would drown everything else. */
    private static final int MOST_AT_ONCE = 5;

    private final Followers followers;
    private final Notifications notifications;
    private final History history;
    private final RecordTypes types;

    FollowerNews(Followers followers, Notifications notifications, History history, RecordTypes types) {
        this.followers = followers;
        this.notifications = notifications;
        this.history = history;
        this.types = types;
    }

    @EventListener
    void said(Comments.Said said) {
        RecordType<?> type = types.require(said.type());
        Set<UUID> drawn = new LinkedHashSet<>();
        notifications.readers(type, said.record(), said.mentioned()).forEach(user -> drawn.add(user.id()));
        drawn.add(CurrentActor.get().id());
        Set<UUID> told = following(type, said.record());
        // who is mentioned learns of it anyway
        told.removeAll(said.mentioned());
        UUID answered = said.answered();
        if (answered != null
                && !answered.equals(CurrentActor.get().id())
                && !said.mentioned().contains(answered)) {
            told.remove(answered);
            notifications.tell(
                    List.of(answered),
                    Notifications.Kind.REPLIED,
                    type,
                    said.record(),
                    type.plural() + "/" + said.record() + "?entry=" + said.comment());
        }
        followers.draw(type, said.record(), drawn);
        notifications.group(
                notifications.readers(type, said.record(), told),
                Notifications.Kind.COMMENTED,
                type,
                said.record(),
                type.plural() + "/" + said.record() + "?entry=" + said.comment());
    }

    @EventListener
    void changed(RecordWritten written) {
        if (written.kind() != History.Kind.CHANGED
                || CurrentActor.get().isSystem()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        Changes changes = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Changes.class::isInstance)
                .map(Changes.class::cast)
                .filter(found -> found.actor.equals(CurrentActor.get()))
                .findFirst()
                .orElseGet(() -> {
                    Changes fresh = new Changes(CurrentActor.get());
                    TransactionSynchronizationManager.registerSynchronization(fresh);
                    return fresh;
                });
        changes.records.add(new Changed(written.type(), written.id()));
    }

    private record Changed(String type, UUID id) {}

    /** What one user changes in one transaction. */
    private class Changes implements TransactionSynchronization {
        private final Actor actor;
        private final Set<Changed> records = new LinkedHashSet<>();

        Changes(Actor actor) {
            this.actor = actor;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (records.size() <= MOST_AT_ONCE) {
                CurrentActor.run(actor, () -> records.forEach(each -> tell(types.require(each.type()), each.id())));
            }
        }
    }

    private <E extends BaseRecord> void tell(RecordType<E> type, UUID record) {
        Set<UUID> following = following(type, record);
        if (following.isEmpty()) {
            return;
        }
        List<History.Entry> latest = CurrentActor.as(Actor.SYSTEM, () -> history.of(type, record, 1));
        if (latest.isEmpty()) {
            return;
        }
        History.Entry entry = latest.getFirst();
        // who answers for it from now on is told that
        entry.changes()
                .forEach(change -> following.removeIf(user -> user.toString().equals(String.valueOf(change.after()))));
        List<User> told = notifications.readers(type, record, following).stream()
                // nothing of fields that they may not read, not even that these changed
                .filter(user -> CurrentActor.as(user.actor(), () -> history.isSeen(type, entry)))
                .toList();
        notifications.group(
                told, Notifications.Kind.CHANGED, type, record, type.plural() + "/" + record + "?entry=" + entry.id());
    }

    /** Everybody but who acts. */
    private Set<UUID> following(RecordType<?> type, UUID record) {
        Set<UUID> following = followers.of(type, record);
        following.remove(CurrentActor.get().id());
        return following;
    }
}
