package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Overtaken;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.merge.Merges;
import com.innodus.kernel.records.merge.Merges.PartedAgain;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Takes merges back, and says what of them stays because somebody has gone on with it. */
@Component
class Parting {
    private static final int UNDO_MILLIS = 12_000;
    private static final int READ_MILLIS = 8_000;

    private final Merges merges;
    private final RecordTypes types;

    Parting(Merges merges, RecordTypes types) {
        this.merges = merges;
        this.types = types;
    }

    boolean isPossible(UUID merge) {
        return merges.mayUndo(merge);
    }

    /** Says that records were merged, with a way back. */
    void offer(UUID merge, String title) {
        Notification notice = new Notification();
        notice.setPosition(Notification.Position.BOTTOM_START);
        notice.setDuration(UNDO_MILLIS);
        Button undo = new Button(notice.getTranslation("action.undo"), click -> {
            notice.close();
            undo(merge);
        });
        undo.addThemeVariants(ButtonVariant.TERTIARY);
        undo.setId("undo-merge");
        Div content = new Div(new Span(notice.getTranslation("same.done", title)), undo);
        content.addClassName("undo-notice");
        notice.add(content);
        notice.open();
    }

    /** Takes it back and shows the record that stayed. */
    void undo(UUID merge) {
        UI ui = UI.getCurrent();
        try {
            PartedAgain parted = Overtaken.retry(() -> merges.undo(merge));
            RecordType<?> type = types.require(parted.type());
            ui.navigate(type.plural() + "/" + parted.kept());
            ui.refreshCurrentRoute(false);
            say(ui, sentence(ui, type, parted));
        } catch (InvalidRecord refused) {
            Problem problem = refused.problems().getFirst();
            say(ui, ui.getTranslation(problem.message(), problem.arguments().toArray()));
        } catch (Forbidden forbidden) {
            say(ui, ui.getTranslation("same.undo.forbidden"));
        }
    }

    private static String sentence(UI ui, RecordType<?> type, PartedAgain parted) {
        Locale locale = ui.getLocale();
        StringBuilder text = new StringBuilder(ui.getTranslation("same.undone"));
        if (!parted.fields().isEmpty()) {
            String labels =
                    parted.fields().stream().map(key -> type.label(key, locale)).collect(Collectors.joining(", "));
            text.append(' ').append(ui.getTranslation("same.undone.fields", labels));
        }
        if (parted.links() > 0) {
            text.append(' ').append(ui.getTranslation("same.undone.links", parted.links()));
        }
        return text.toString();
    }

    private static void say(UI ui, String text) {
        Notification notice = new Notification(text, READ_MILLIS, Notification.Position.BOTTOM_START);
        ui.add(notice);
        notice.open();
    }
}
