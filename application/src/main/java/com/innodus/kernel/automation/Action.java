package com.innodus.kernel.automation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a rule does. Texts may hold placeholders, see {@link com.innodus.kernel.templates.Templates}; values are in their JSON forms. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Action.SendMail.class, name = "mail"),
    @JsonSubTypes.Type(value = Action.Notify.class, name = "notify"),
    @JsonSubTypes.Type(value = Action.Change.class, name = "change"),
    @JsonSubTypes.Type(value = Action.Create.class, name = "create"),
    @JsonSubTypes.Type(value = Action.Assign.class, name = "assign"),
    @JsonSubTypes.Type(value = Action.CallWebhook.class, name = "webhook")
})
public sealed interface Action {
    /**
     * Writes a mail.
     *
     * @param subject and the body: "" where a template says it
     * @param template of {@link com.innodus.kernel.templates.MailTemplates}; null where the rule has words of its own
     */
    record SendMail(
            List<Receiver> to,
            String subject,
            String body,
            @Nullable UUID template) implements Action {
        public SendMail(List<Receiver> to, String subject, String body) {
            this(to, subject, body, null);
        }
    }

    record Notify(List<Receiver> to, String text) implements Action {}

    /** Sets fields of the record. */
    record Change(Map<String, @Nullable Object> values) implements Action {
        public Change {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * Makes another record.
     *
     * @param link field of the new record that shall lead to the one that the rule is about; null for none
     */
    record Create(String recordType, @Nullable String link, Map<String, @Nullable Object> values) implements Action {
        public Create {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * Gives the record to somebody of a team, or to the team.
     *
     * @param field of a user or of a team, which is set
     * @param choice of whom; without meaning where the field is of a team
     */
    record Assign(String field, UUID team, Choice choice) implements Action {}

    /**
     * Tells another program.
     *
     * @param event what it knows this by, after {@code rule.}
     */
    record CallWebhook(UUID webhook, String event) implements Action {}

    /** Who of a team. */
    enum Choice {
        /** Who has waited longest. */
        IN_TURN,
        /** Who answers for the fewest records of the type. */
        LEAST_BUSY
    }

    /**
     * Who is told.
     *
     * @param value key of a role, id of a user or team, a mail address; "" where the kind says it all
     */
    record Receiver(Kind kind, String value) {
        public enum Kind {
            /** Who answers for the record. */
            OWNER,
            USER,
            TEAM,
            ROLE,
            /** The record's own first mail address; of mails only. */
            RECORD,
            /** Any mail address; of mails only. */
            ADDRESS
        }

        public static Receiver owner() {
            return new Receiver(Kind.OWNER, "");
        }
    }
}
