package com.innodus.kernel.notifications;

import com.innodus.kernel.notifications.Notifications.Kind;
import java.util.Arrays;
import java.util.Set;

/** A kind of news as people choose by which way it reaches them. */
public enum Topic {
    MENTIONS(Kind.MENTIONED, Kind.REPLIED),
    ASSIGNMENTS(Kind.ASSIGNED),
    COMMENTS(Kind.COMMENTED),
    CHANGES(Kind.CHANGED),
    VIEWS(Kind.ENTERED),
    EVENTS(Kind.INVITED, Kind.ANSWERED, Kind.EVENT_SOON),
    RULES(Kind.AUTOMATED),
    WORK(Kind.IMPORTED, Kind.IMPORT_FAILED, Kind.WEBHOOK_FAILED, Kind.WEBHOOK_OFF);

    private final Set<Kind> kinds;

    Topic(Kind... kinds) {
        this.kinds = Set.of(kinds);
    }

    static Topic of(Kind kind) {
        return Arrays.stream(values())
                .filter(topic -> topic.kinds.contains(kind))
                .findFirst()
                .orElseThrow();
    }
}
