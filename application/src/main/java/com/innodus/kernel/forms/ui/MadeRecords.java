package com.innodus.kernel.forms.ui;

import com.innodus.kernel.faces.ui.Icons;
import com.innodus.kernel.forms.Answers.Made;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The records that answers made, as links for those who may read them. */
@Component
class MadeRecords {
    private final RecordTypes types;
    private final Records records;

    MadeRecords(RecordTypes types, Records records) {
        this.types = types;
        this.records = records;
    }

    /** Titles of those that the acting user may read, one statement for each type. */
    Map<UUID, String> titles(List<Made> made) {
        Map<UUID, String> titles = new HashMap<>();
        Map<String, Set<UUID>> byType = made.stream()
                .collect(Collectors.groupingBy(
                        Made::recordType,
                        Collectors.mapping(Made::record, Collectors.toCollection(LinkedHashSet::new))));
        byType.forEach((key, ids) -> types.byKey(key).ifPresent(type -> titles.putAll(records.titles(type, ids))));
        return titles;
    }

    /** A link to each; what the reader may not know, or is gone, is only said to have been made. */
    Div links(List<Made> made, Map<UUID, String> titles) {
        Locale locale = UI.getCurrent().getLocale();
        Div links = new Div();
        links.addClassName("made-records");
        for (Made each : made) {
            types.byKey(each.recordType()).ifPresent(type -> {
                String title = titles.get(each.record());
                Span line = new Span(Icons.of(type));
                line.addClassName("made-record");
                line.add(
                        title == null
                                ? new Span(Texts.text(locale, "forms.unreadable", type.name(locale)))
                                : new Anchor("/app/" + type.plural() + "/" + each.record(), title));
                links.add(line);
            });
        }
        return links;
    }
}
