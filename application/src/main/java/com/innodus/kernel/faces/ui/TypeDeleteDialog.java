package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.OwnTypes;
import com.innodus.kernel.records.OwnTypes.Loss;
import com.innodus.kernel.records.TypeDefinition;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import java.util.stream.Collectors;

/** Says what goes with a type, and deletes it once its name is typed. */
class TypeDeleteDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final TextField typed = new TextField();

    TypeDeleteDialog(OwnTypes types, TypeDefinition type, Runnable done) {
        String name = type.plural().in(getLocale());
        setHeaderTitle(getTranslation("types.delete.title", name));
        setWidth("min(31rem, 96vw)");
        Loss loss = types.loss(type.key());
        UnorderedList lost = new UnorderedList();
        line(lost, "types.delete.records", loss.records());
        line(lost, "types.delete.comments", loss.comments());
        line(lost, "types.delete.files", loss.files());
        line(lost, "types.delete.views", loss.views());
        line(lost, "types.delete.fields", loss.fields());
        if (!loss.links().isEmpty()) {
            lost.add(new ListItem(getTranslation(
                    "types.delete.links",
                    loss.links().stream()
                            .map(FieldDefinition::label)
                            .map(label -> "«" + label + "»")
                            .collect(Collectors.joining(", ")))));
        }
        typed.setLabel(getTranslation("types.delete.typed", name));
        typed.setManualValidation(true);
        typed.setId("type-delete-name");
        Div form = new Div(new Paragraph(getTranslation("types.delete.text")), lost, typed);
        form.addClassNames("dialog-form", "delete-type");
        add(form);
        Button delete = new Button(getTranslation("types.delete.confirm"), click -> {
            try {
                types.delete(type.key(), typed.getValue());
            } catch (InvalidRecord refused) {
                typed.setErrorMessage(
                        getTranslation(refused.problems().getFirst().message()));
                typed.setInvalid(true);
                return;
            }
            close();
            done.run();
        });
        delete.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), delete);
        typed.focus();
    }

    private void line(UnorderedList lost, String key, long number) {
        if (number > 0) {
            lost.add(new ListItem(getTranslation(key, number)));
        }
    }
}
