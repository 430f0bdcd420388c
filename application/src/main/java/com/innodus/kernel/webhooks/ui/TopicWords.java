package com.innodus.kernel.webhooks.ui;

import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.RecordTypes;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What webhooks are told of, as people call it. */
@Component
class TopicWords {
    private final RecordTypes types;

    TopicWords(RecordTypes types) {
        this.types = types;
    }

    /** A topic of a record type in words; any other as it is. */
    String of(String topic, Locale locale) {
        int dot = topic.lastIndexOf('.');
        String event = topic.substring(dot + 1);
        if (dot < 0) {
            return Texts.find(locale, "webhooks.event." + event).orElse(topic);
        }
        return types.byKey(topic.substring(0, dot))
                .map(type -> type.pluralName(locale) + ": " + Texts.text(locale, "webhooks.event." + event))
                .orElse(topic);
    }
}
