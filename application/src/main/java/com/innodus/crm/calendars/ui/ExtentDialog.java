package com.innodus.crm.calendars.ui;

import com.innodus.crm.calendars.Extent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.Locale;
import java.util.function.Consumer;

/** Asks how much of a series a change is meant for. */
class ExtentDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private boolean isDecided;

    /** @param given up what happens when somebody thinks better of it */
    ExtentDialog(String title, String action, boolean isDanger, Consumer<Extent> decided, Runnable givenUp) {
        setHeaderTitle(title);
        setWidth("min(26rem, 96vw)");
        RadioButtonGroup<Extent> choice = choice(this);
        Button go = new Button(action, click -> {
            isDecided = true;
            close();
            decided.accept(choice.getValue());
        });
        go.addThemeVariants(ButtonVariant.PRIMARY);
        if (isDanger) {
            go.addThemeVariants(ButtonVariant.ERROR);
        }
        go.setId("extent-go");
        add(new Div(new Paragraph(getTranslation("series.ask")), choice));
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), go);
        addOpenedChangeListener(change -> {
            if (!change.isOpened() && !isDecided) {
                givenUp.run();
            }
        });
    }

    static RadioButtonGroup<Extent> choice(com.vaadin.flow.component.Component within) {
        RadioButtonGroup<Extent> choice = new RadioButtonGroup<>();
        choice.setItems(Extent.values());
        choice.setValue(Extent.THIS);
        choice.setItemLabelGenerator(
                extent -> within.getTranslation("series." + extent.name().toLowerCase(Locale.ROOT)));
        choice.setAriaLabel(within.getTranslation("series.ask"));
        return choice;
    }
}
