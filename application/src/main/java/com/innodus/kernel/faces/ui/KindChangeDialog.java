package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldKinds;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.exchange.KindChange;
import com.innodus.kernel.records.exchange.KindChange.Forecast;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks what kind a field shall be from now on, and says before what becomes of its values. */
class KindChangeDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient KindChange kinds;
    private final transient RecordType<?> type;
    private final transient FieldDefinition field;
    private final transient FieldKindForm kind;
    private final Paragraph forecast = new Paragraph();
    private final Paragraph lost = new Paragraph();
    private final Button change = new Button();

    /** @param targets that a link can go on leading to */
    KindChangeDialog(
            KindChange kinds,
            RecordType<?> type,
            FieldDefinition field,
            List<RecordType<?>> targets,
            List<String> lists,
            ListNames listNames,
            Runnable done) {
        this.kinds = kinds;
        this.type = type;
        this.field = field;
        setHeaderTitle(getTranslation("fields.change-kind.title", field.label(getLocale())));
        setWidth("min(34rem, 96vw)");
        addClassName("field-dialog");
        String now = FieldKinds.kind(field.type());
        List<String> others = KindChange.possible(field.type()).stream()
                .filter(each -> !each.equals(now))
                .toList();
        kind = new FieldKindForm(others, targets, lists, list -> listNames.of(list, getLocale()), this::tell);
        forecast.getElement().setAttribute("role", "status");
        lost.addClassName("field-error");
        Div form = new Div(
                new Paragraph(getTranslation("fields.change-kind.text", getTranslation("kind." + now))),
                kind,
                forecast,
                lost);
        form.addClassName("dialog-form");
        add(form);
        change.setText(getTranslation("fields.change-kind"));
        change.addThemeVariants(ButtonVariant.PRIMARY);
        change.setDisableOnClick(true);
        change.addClickListener(click -> {
            FieldType to = kind.type();
            if (to != null) {
                Forecast result = kinds.apply(type, field, to);
                Notification.show(getTranslation("fields.change-kind.done", result.kept()));
                close();
                done.run();
            }
        });
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), change);
        tell(kind.type());
    }

    private void tell(@Nullable FieldType to) {
        change.setEnabled(to != null);
        lost.setVisible(false);
        forecast.setText("");
        if (to != null) {
            Forecast result = kinds.tryOut(type, field, to);
            int gone = result.values() - result.kept();
            forecast.setText(getTranslation("fields.change-kind.forecast", result.values(), result.kept()));
            lost.setText(getTranslation("fields.change-kind.lost", gone, String.join(" · ", result.lost())));
            lost.setVisible(gone > 0);
        }
    }
}
