package com.innodus.kernel.notifications.ui;

import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.notifications.NewsPreferences;
import com.innodus.kernel.notifications.Preferences;
import com.innodus.kernel.notifications.Preferences.Choice;
import com.innodus.kernel.notifications.Preferences.Mail;
import com.innodus.kernel.notifications.Topic;
import com.innodus.kernel.records.InvalidRecord;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.timepicker.TimePicker;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** In one's profile: by which way each kind of news comes, and when mails may. */
class NewsCard extends Section {
    private static final long serialVersionUID = 1L;

    private final transient NewsPreferences preferences;
    private final transient Preferences known;
    private final transient Map<Topic, Checkbox> bells = new EnumMap<>(Topic.class);
    private final transient Map<Topic, Select<Mail>> mails = new EnumMap<>(Topic.class);
    private final TimePicker quietFrom = new TimePicker(getTranslation("news.quiet.from"));
    private final TimePicker quietUntil = new TimePicker(getTranslation("news.quiet.until"));
    private final TimePicker digestAt = new TimePicker(getTranslation("news.digest-at"));
    private final CheckboxGroup<DayOfWeek> days = new CheckboxGroup<>(getTranslation("news.days"));
    private final ComboBox<String> zone = new ComboBox<>(getTranslation("news.zone"));

    NewsCard(NewsPreferences preferences) {
        this.preferences = preferences;
        known = preferences.mine();
        addClassNames("section-card", "form-card", "news-card");
        quietFrom.setValue(known.quietFrom());
        quietUntil.setValue(known.quietUntil());
        quietFrom.setClearButtonVisible(true);
        quietUntil.setClearButtonVisible(true);
        quietUntil.setManualValidation(true);
        digestAt.setValue(known.digestAt());
        for (TimePicker each : new TimePicker[] {quietFrom, quietUntil, digestAt}) {
            each.setLocale(getLocale());
        }
        days.setItems(DayOfWeek.values());
        days.setItemLabelGenerator(day -> day.getDisplayName(TextStyle.SHORT_STANDALONE, getLocale()));
        days.setValue(known.workingDays());
        days.setHelperText(getTranslation("news.days.help"));
        zone.setItems(ZoneId.getAvailableZoneIds().stream().sorted().toList());
        zone.setValue(known.zone().getId());
        Button save = new Button(getTranslation("news.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setId("news-save");
        Div quiet = new Div(quietFrom, quietUntil, digestAt);
        quiet.addClassName("rule-gaps");
        add(
                new H2(getTranslation("news.title")),
                new Paragraph(getTranslation("news.help")),
                matrix(),
                zone,
                quiet,
                days,
                save);
    }

    private Div matrix() {
        Div matrix = new Div();
        matrix.addClassName("news-matrix");
        for (Topic topic : Topic.values()) {
            String key = "news.topic." + topic.name().toLowerCase(Locale.ROOT);
            String name = getTranslation(key);
            Checkbox bell =
                    new Checkbox(getTranslation("news.bell"), known.of(topic).bell());
            bell.setAriaLabel(getTranslation("news.bell.of", name));
            bell.setId("bell-" + topic);
            Select<Mail> mail = new Select<>();
            mail.setItems(Mail.values());
            mail.setItemLabelGenerator(each -> getTranslation(
                    "news.mail." + each.name().toLowerCase(Locale.ROOT).replace('_', '-')));
            mail.setValue(known.of(topic).mail());
            mail.setAriaLabel(getTranslation("news.mail.of", name));
            mail.setId("mail-" + topic);
            bells.put(topic, bell);
            mails.put(topic, mail);
            Div line = new Div(new Span(name), bell, mail);
            line.addClassName("news-topic");
            matrix.add(line);
        }
        return matrix;
    }

    private void save() {
        quietUntil.setInvalid(false);
        Map<Topic, Choice> choices = new EnumMap<>(Topic.class);
        bells.forEach((topic, bell) -> choices.put(
                topic,
                new Choice(
                        bell.getValue(),
                        Objects.requireNonNull(mails.get(topic)).getValue())));
        try {
            preferences.save(new Preferences(
                    choices,
                    quietFrom.getValue(),
                    quietUntil.getValue(),
                    days.getValue(),
                    Objects.requireNonNullElse(digestAt.getValue(), known.digestAt()),
                    zone.getValue() == null ? known.zone() : ZoneId.of(zone.getValue())));
            Notification.show(getTranslation("news.saved"), 3000, Notification.Position.BOTTOM_START);
        } catch (InvalidRecord refused) {
            quietUntil.setErrorMessage(
                    Texts.text(getLocale(), refused.problems().getFirst().message()));
            quietUntil.setInvalid(true);
        }
    }
}
