package com.innodus.kernel.webhooks.ui;

import com.innodus.kernel.clients.ui.SecretDialog;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.webhooks.Webhook;
import com.innodus.kernel.webhooks.Webhooks;
import com.innodus.kernel.webhooks.Webhooks.Created;
import com.innodus.kernel.webhooks.Webhooks.Wish;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a webhook or changes it. */
class WebhookDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient Webhooks webhooks;
    private final transient @Nullable Webhook known;
    private final transient Consumer<Webhook> done;
    private final TextField name = new TextField(getTranslation("webhooks.name"));
    private final TextField url = new TextField(getTranslation("webhooks.url"));
    private final MultiSelectComboBox<String> topics = new MultiSelectComboBox<>(getTranslation("webhooks.topics"));

    /** @param known the one to change, null for a new one */
    WebhookDialog(Webhooks webhooks, TopicWords words, @Nullable Webhook known, Consumer<Webhook> done) {
        this.webhooks = webhooks;
        this.known = known;
        this.done = done;
        setHeaderTitle(getTranslation(known == null ? "webhooks.new" : "webhooks.edit"));
        setWidth("36rem");
        setMaxWidth("100%");
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setHelperText(getTranslation("webhooks.name.help"));
        name.setMaxLength(Webhooks.LONGEST_NAME);
        name.setAutofocus(true);
        url.setRequiredIndicatorVisible(true);
        url.setManualValidation(true);
        url.setHelperText(getTranslation("webhooks.url.help"));
        url.setPlaceholder("https://");
        url.setMaxLength(Webhooks.LONGEST_URL);
        topics.setItems(webhooks.topics());
        topics.setItemLabelGenerator(topic -> words.of(topic, getLocale()));
        topics.setHelperText(getTranslation("webhooks.topics.help"));
        topics.setManualValidation(true);
        topics.setWidthFull();
        if (known != null) {
            name.setValue(known.name());
            url.setValue(known.url());
            // a type may be gone since
            topics.setValue(
                    webhooks.topics().stream().filter(known.topics()::contains).toList());
        }
        Div fields = new Div(name, url, topics);
        fields.addClassName("dialog-fields");
        add(fields);
        Button save = new Button(getTranslation(known == null ? "webhooks.create" : "form.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(getTranslation("form.cancel"), click -> close()), save);
    }

    private void save() {
        Map<String, HasValidation> places = Map.of("name", name, "url", url, "topics", topics);
        places.values().forEach(place -> place.setInvalid(false));
        Wish wish = new Wish(name.getValue(), url.getValue(), topics.getValue());
        try {
            if (known == null) {
                Created created = webhooks.create(wish);
                close();
                done.accept(created.webhook());
                new SecretDialog(created.webhook().name(), Map.of(getTranslation("webhooks.secret"), created.secret()))
                        .open();
            } else {
                webhooks.change(known.id(), wish);
                close();
                done.accept(known);
            }
        } catch (InvalidRecord refused) {
            for (Problem problem : refused.problems()) {
                HasValidation place = places.getOrDefault(problem.field(), name);
                place.setErrorMessage(
                        getTranslation(problem.message(), problem.arguments().toArray()));
                place.setInvalid(true);
            }
        }
    }
}
