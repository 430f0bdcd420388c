package com.innodus.kernel.faces.ui;

import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.PostalAddress;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.customfield.CustomField;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Further postal addresses, each with a label. */
class AddressesField extends CustomField<List<PostalAddress>> {
    private static final long serialVersionUID = 1L;
    private static final List<String> LABELS = List.of("billing", "delivery", "home", "other");

    private final Locale locale;
    private final Div rows = new Div();
    private final List<Row> shown = new ArrayList<>();

    private final class Row extends Div {
        private static final long serialVersionUID = 1L;
        private final Select<String> label = new Select<>();
        private final TextField street;
        private final TextField postalCode;
        private final TextField city;
        private final TextField region;
        private final TextField country;

        Row(PostalAddress address) {
            addClassName("postal-address");
            label.setItems(LABELS);
            label.setItemLabelGenerator(key -> Texts.text(locale, "label." + key));
            label.setValue(LABELS.contains(address.label()) ? address.label() : "other");
            label.setAriaLabel(Texts.text(locale, "label"));
            street = line("address.street", address.street());
            postalCode = line("address.postalCode", address.postalCode());
            city = line("address.city", address.city());
            region = line("address.region", address.region());
            country = line("address.country", address.country());
            label.addValueChangeListener(change -> tell(change.isFromClient()));
            Button remove = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> {
                shown.remove(this);
                rows.remove(this);
                updateValue();
            });
            remove.addThemeVariants(ButtonVariant.TERTIARY);
            remove.setAriaLabel(Texts.text(locale, "action.remove"));
            add(label, street, postalCode, city, region, country, remove);
        }

        private TextField line(String key, @Nullable String value) {
            TextField field = new TextField();
            field.setPlaceholder(Texts.text(locale, key));
            field.setAriaLabel(Texts.text(locale, key));
            field.setMaxLength(200);
            field.setValue(value == null ? "" : value);
            Editors.waitForAPause(field);
            field.addValueChangeListener(change -> tell(change.isFromClient()));
            return field;
        }

        PostalAddress address() {
            return new PostalAddress(
                    label.getValue(), text(street), text(postalCode), text(city), text(region), text(country));
        }

        private static @Nullable String text(TextField field) {
            return field.getValue().isBlank() ? null : field.getValue().strip();
        }
    }

    AddressesField(Locale locale) {
        super(List.of());
        this.locale = locale;
        Button more = new Button(
                Texts.text(locale, "action.add"),
                VaadinIcon.PLUS.create(),
                click -> addRow(new PostalAddress("other", null, null, null, null, null))
                        .street
                        .focus());
        more.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(rows, more);
    }

    private Row addRow(PostalAddress address) {
        Row row = new Row(address);
        shown.add(row);
        rows.add(row);
        return row;
    }

    /** The browser tells only of what is left, not of a pause in typing. */
    private void tell(boolean fromClient) {
        if (fromClient) {
            updateValue();
        }
    }

    @Override
    protected List<PostalAddress> generateModelValue() {
        return shown.stream()
                .map(Row::address)
                .filter(address -> !address.oneLine().isEmpty())
                .toList();
    }

    @Override
    protected void setPresentationValue(@Nullable List<PostalAddress> addresses) {
        shown.clear();
        rows.removeAll();
        if (addresses != null) {
            addresses.forEach(this::addRow);
        }
    }
}
