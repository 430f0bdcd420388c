package com.innodus.kernel.shell;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.util.List;
import java.util.stream.Stream;

/** Search over all record types that the user may read; Ctrl-K. */
@org.springframework.stereotype.Component
public class GlobalSearch {
    private static final int HITS_PER_TYPE = 6;
    private static final int SHORTEST = 2;

    private final RecordTypes types;
    private final Records records;

    GlobalSearch(RecordTypes types, Records records) {
        this.types = types;
        this.records = records;
    }

    /** @param typeKey translated as the kind of hit */
    public record Hit(String typeKey, String title, String path) {}

    public List<Hit> find(String words) {
        if (words.strip().length() < SHORTEST) {
            return List.of();
        }
        return types.all().stream().flatMap(type -> hits(type, words)).toList();
    }

    private <E extends BaseRecord> Stream<Hit> hits(RecordType<E> type, String words) {
        return records.suggest(type, words, 0, HITS_PER_TYPE).stream()
                .map(mention -> new Hit(type.key(), mention.title(), type.plural() + "/" + mention.id()));
    }

    Component field() {
        ComboBox<Hit> box = new ComboBox<>();
        box.addClassName("app-search");
        box.setPlaceholder(box.getTranslation("shell.search"));
        box.setAriaLabel(box.getTranslation("shell.search"));
        box.setPrefixComponent(VaadinIcon.SEARCH.create());
        box.setItemLabelGenerator(Hit::title);
        box.setRenderer(LitRenderer.<Hit>of(
                        "<div class=\"search-hit\"><span>${item.title}</span><small>${item.kind}</small></div>")
                .withProperty("title", Hit::title)
                .withProperty("kind", hit -> box.getTranslation("type." + hit.typeKey())));
        box.setItemsWithFilterConverter(
                query -> find(query.getFilter().orElse("")).stream()
                        .skip(query.getOffset())
                        .limit(query.getLimit()),
                text -> text);
        box.addValueChangeListener(change -> {
            if (change.getValue() != null && change.isFromClient()) {
                String path = change.getValue().path();
                box.clear();
                UI.getCurrent().navigate(path);
            }
        });
        box.addFocusShortcut(Key.KEY_K, KeyModifier.CONTROL);
        return box;
    }
}
