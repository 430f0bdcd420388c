package com.innodus.kernel.notifications;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.notifications.Notifications.Notification;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Notifications as sentences. */
@Component
public class NotificationText {
    private final Users users;

    NotificationText(Users users) {
        this.users = users;
    }

    public String of(Notification told, Locale locale) {
        String who = users.remembered(told.actor()).map(User::name).orElse("Innodus");
        String what = Objects.requireNonNullElse(told.title(), "");
        return switch (told.kind()) {
            case MENTIONED -> Texts.text(locale, "bell.mentioned", who, what);
            case ASSIGNED ->
                told.record() == null
                        ? Texts.text(locale, "bell.assigned.many", who, told.amount())
                        : Texts.text(locale, "bell.assigned", who, what);
            case COMMENTED -> Texts.text(locale, "bell.commented", who, what, told.amount());
            case REPLIED -> Texts.text(locale, "bell.replied", who, what);
            case ENTERED ->
                Texts.text(locale, "bell.entered", what, told.arguments().getFirst(), told.amount());
            case CHANGED -> Texts.text(locale, "bell.changed", who, what, told.amount());
            case IMPORTED ->
                Texts.text(
                        locale,
                        "bell.imported",
                        told.arguments().getFirst(),
                        told.amount(),
                        Integer.parseInt(told.arguments().getLast()));
            case INVITED -> Texts.text(locale, "bell.invited", who, what);
            case ANSWERED ->
                Texts.text(
                        locale,
                        "bell.answered",
                        told.arguments().getFirst(),
                        what,
                        Texts.text(
                                locale, "invitation.state." + told.arguments().getLast()));
            case EVENT_SOON ->
                Texts.text(locale, "bell.event-soon", what, told.arguments().getFirst());
            case AUTOMATED -> told.arguments().getFirst();
            case WEBHOOK_FAILED ->
                Texts.text(locale, "bell.webhook-failed", told.arguments().getFirst());
            case WEBHOOK_OFF ->
                Texts.text(locale, "bell.webhook-off", told.arguments().getFirst());
            case IMPORT_FAILED ->
                Texts.text(locale, "bell.import-failed", told.arguments().getFirst());
        };
    }
}
