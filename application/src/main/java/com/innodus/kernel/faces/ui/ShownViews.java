package com.innodus.kernel.faces.ui;

import com.innodus.kernel.dashboards.ui.WidgetKind.Choice;
import com.innodus.kernel.faces.ui.RecordListView.Parts;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.views.SavedView;
import com.vaadin.flow.component.html.Anchor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Saved views as widgets know them: a type and an id. */
@Component
class ShownViews {
    private final Parts parts;

    ShownViews(Parts parts) {
        this.parts = parts;
    }

    /** A saved view and its type, as the acting user sees them. */
    record Shown(RecordType<?> type, SavedView view) {
        Anchor link(Locale locale) {
            return new Anchor("/app/" + type.plural() + "?view=" + view.id(), Texts.text(locale, "dashboard.view.all"));
        }
    }

    List<Choice> choices() {
        return parts.types().all().stream()
                .flatMap(type -> parts.views().of(type).stream()
                        .map(view -> new Choice(type.key() + "/" + view.id(), view.name())))
                .toList();
    }

    Optional<Shown> find(String setting) {
        String[] names = setting.split("/", 2);
        if (names.length < 2) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(names[1]);
            return parts.types()
                    .byKey(names[0])
                    .flatMap(type -> parts.views()
                            .find(type, id)
                            .map(view -> new Shown(parts.rights().seen(type), view)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String title(String setting, Locale locale) {
        return find(setting).map(shown -> shown.view().name()).orElseGet(() -> Texts.text(locale, "dashboard.gone"));
    }
}
