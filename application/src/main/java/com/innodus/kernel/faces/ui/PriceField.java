package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Money;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.customfield.CustomField;
import com.vaadin.flow.component.textfield.BigDecimalField;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An amount and its currency. */
class PriceField extends CustomField<Money> {
    private static final long serialVersionUID = 1L;

    /** What most invoices here are written in; the others follow by code. */
    private static final List<String> FIRST = List.of("EUR", "USD", "GBP", "CHF", "MXN");

    private final BigDecimalField amount = new BigDecimalField();
    private final ComboBox<String> currency = new ComboBox<>();

    PriceField(Locale locale) {
        amount.setLocale(locale);
        amount.setAriaLabel(getTranslation("field.amount"));
        Editors.waitForAPause(amount);
        currency.setItems(Stream.concat(
                        FIRST.stream(),
                        Currency.getAvailableCurrencies().stream()
                                .map(Currency::getCurrencyCode)
                                .sorted())
                .distinct()
                .toList());
        currency.setItemLabelGenerator(
                code -> code + " · " + Currency.getInstance(code).getDisplayName(locale));
        currency.setAriaLabel(getTranslation("field.currency"));
        currency.setValue(Money.EURO);
        amount.addValueChangeListener(change -> tell(change.isFromClient()));
        currency.addValueChangeListener(change -> tell(change.isFromClient()));
        addClassName("price-field");
        add(amount, currency);
    }

    private void tell(boolean fromClient) {
        if (fromClient) {
            updateValue();
        }
    }

    @Override
    protected @Nullable Money generateModelValue() {
        return amount.getValue() == null
                ? null
                : new Money(amount.getValue(), Objects.requireNonNullElse(currency.getValue(), Money.EURO));
    }

    @Override
    protected void setPresentationValue(@Nullable Money money) {
        amount.setValue(money == null ? null : money.amount());
        currency.setValue(money == null ? Money.EURO : money.currency());
    }
}
