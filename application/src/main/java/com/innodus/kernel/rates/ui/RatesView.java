package com.innodus.kernel.rates.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.calendar.WorkingCalendar;
import com.innodus.kernel.rates.InvalidRates;
import com.innodus.kernel.rates.Rate;
import com.innodus.kernel.rates.RateFetch;
import com.innodus.kernel.rates.RateFile;
import com.innodus.kernel.rates.Rates;
import com.innodus.kernel.rates.Rates.Fetching;
import com.innodus.kernel.rates.Rates.Known;
import com.innodus.kernel.transfer.UnreadableTable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadHandler;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/** What currencies are worth: entered, read from a file or fetched from the European Central Bank every day. */
@Route(RatesView.PATH)
@PermitAll
public class RatesView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/rates";

    private static final long serialVersionUID = 1L;

    private final transient Rates rates;
    private final transient RateFetch fetch;
    private final transient Clock clock;
    private final UnorderedList latest = new UnorderedList();
    private final Paragraph fetched = new Paragraph();
    private final Button now = new Button();

    RatesView(Rates rates, RateFetch fetch, Clock clock) {
        this.rates = rates;
        this.fetch = fetch;
        this.clock = clock;
        addClassName("settings-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        removeAll();
        add(
                new H1(getTranslation("rates.title")),
                new Paragraph(getTranslation("rates.text")),
                card("rates.bank", bank()),
                card("rates.enter", entering(), file()),
                card("rates.latest", latest));
        latest.addClassNames("plain-list", "rate-list");
        showFetching();
        showLatest();
    }

    private Section card(String title, Component... content) {
        Section card = new Section(new H2(getTranslation(title)));
        card.add(content);
        card.addClassName("section-card");
        return card;
    }

    // the bank

    private Div bank() {
        Checkbox on =
                new Checkbox(getTranslation("rates.fetch"), rates.fetching().on());
        on.setHelperText(getTranslation("rates.fetch.help"));
        on.setId("fetch-rates");
        on.addValueChangeListener(change -> {
            rates.fetchDaily(change.getValue());
            showFetching();
        });
        now.setText(getTranslation("rates.fetch.now"));
        now.setDisableOnClick(true);
        now.setId("fetch-now");
        now.addClickListener(click -> {
            fetch.fetch();
            now.setEnabled(true);
            showFetching();
            showLatest();
        });
        fetched.getElement().setAttribute("role", "status");
        Div row = new Div(on, now);
        row.addClassName("rate-bank");
        return new Div(row, fetched);
    }

    private void showFetching() {
        Fetching fetching = rates.fetching();
        now.setVisible(fetching.on());
        fetched.setVisible(fetching.on());
        String when = fetching.fetched() == null
                ? getTranslation("rates.fetch.never")
                : getTranslation(
                        "rates.fetch.last",
                        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                                .withLocale(getLocale())
                                .withZone(WorkingCalendar.ZONE)
                                .format(fetching.fetched()));
        fetched.setText(
                fetching.failure().isEmpty()
                        ? when
                        : getTranslation("rates.fetch.failed", fetching.failure()) + " " + when);
        fetched.setClassName("field-error", !fetching.failure().isEmpty());
    }

    // entering

    private Div entering() {
        ComboBox<String> currency = new ComboBox<>(getTranslation("rates.currency"));
        currency.setItems(Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .filter(code -> !code.equals(Rates.EURO))
                .sorted()
                .toList());
        currency.setItemLabelGenerator(code -> Currencies.label(code, getLocale()));
        currency.setId("rate-currency");
        DatePicker day = new DatePicker(getTranslation("rates.day"));
        day.setLocale(getLocale());
        day.setValue(LocalDate.now(clock.withZone(WorkingCalendar.ZONE)));
        day.setId("rate-day");
        BigDecimalField rate = new BigDecimalField(getTranslation("rates.rate"));
        rate.setLocale(getLocale());
        rate.setId("rate-value");
        Button add = new Button(getTranslation("action.add"), VaadinIcon.PLUS.create(), click -> {
            boolean isWhole = isGiven(currency) & isGiven(day) & isGiven(rate);
            if (!isWhole) {
                return;
            }
            try {
                rates.enter(new Rate(currency.getValue(), day.getValue(), rate.getValue()));
                currency.clear();
                rate.clear();
                showLatest();
            } catch (InvalidRates e) {
                rate.setErrorMessage(getTranslation(e.key(), rate.getValue()));
                rate.setInvalid(true);
            }
        });
        add.setId("add-rate");
        Div line = new Div(currency, rate, day, add);
        line.addClassName("closing-line");
        return line;
    }

    private <F extends HasValue<?, ?> & HasValidation> boolean isGiven(F field) {
        field.setErrorMessage(field.isEmpty() ? getTranslation("error.required") : "");
        field.setInvalid(field.isEmpty());
        return !field.isEmpty();
    }

    private Div file() {
        Paragraph outcome = new Paragraph();
        outcome.setId("rates-outcome");
        outcome.getElement().setAttribute("role", "alert");
        outcome.setVisible(false);
        Upload upload = new Upload(UploadHandler.toTempFile((metadata, file) ->
                getUI().ifPresent(ui -> ui.access(() -> read(file.toPath(), outcome)))));
        upload.setAcceptedFileTypes(".csv", ".tsv", ".txt", ".xlsx", "text/csv");
        upload.setMaxFiles(1);
        upload.setDropLabel(new Span(getTranslation("files.drop")));
        upload.setUploadButton(new Button(getTranslation("rates.file"), VaadinIcon.UPLOAD.create()));
        return new Div(new Paragraph(getTranslation("rates.file.help")), upload, outcome);
    }

    void read(Path file, Paragraph outcome) {
        outcome.setVisible(true);
        outcome.addClassName("field-error");
        try {
            List<Rate> read = RateFile.read(file);
            rates.take(read);
            outcome.removeClassName("field-error");
            outcome.setText(getTranslation("rates.file.done", read.size()));
            showLatest();
        } catch (UnreadableTable e) {
            outcome.setText(
                    getTranslation(e.problem().messageKey(), e.arguments().toArray()));
        } catch (InvalidRates e) {
            String reason = getTranslation(e.key(), e.argument());
            outcome.setText(e.line() == 0 ? reason : getTranslation("rates.file.line", e.line(), reason));
        } finally {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    // what is known

    private void showLatest() {
        latest.removeAll();
        List<Known> known = rates.latest();
        if (known.isEmpty()) {
            latest.add(new ListItem(getTranslation("rates.none")));
        }
        known.forEach(each -> latest.add(line(each)));
    }

    private ListItem line(Known known) {
        Rate rate = known.rate();
        Span name = new Span(Currencies.label(rate.currency(), getLocale()));
        Span value = new Span(Converter.number(rate.rate(), getLocale()));
        value.addClassName("rate-value");
        Span facts = new Span(rate.day()
                        .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                                .withLocale(getLocale()))
                + " · " + getTranslation("rates.source." + known.source().name().toLowerCase(Locale.ROOT)));
        facts.addClassName("secondary");
        Button forget = new Button(VaadinIcon.TRASH.create(), click -> {
            rates.forget(rate.currency(), rate.day());
            showLatest();
            Notification.show(getTranslation("rates.forgotten", rate.currency()));
        });
        forget.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        forget.setAriaLabel(getTranslation("rates.forget", rate.currency()));
        forget.setTooltipText(getTranslation("rates.forget", rate.currency()));
        return new ListItem(name, value, facts, forget);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("rates.title");
    }
}
