package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Mention;
import com.innodus.kernel.templates.MailTemplate;
import com.innodus.kernel.templates.MailTemplate.Wording;
import com.innodus.kernel.templates.MailTemplates;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One mail template: its words in each language, and beside them what a record makes of them. */
@Route(MailTemplateView.PATH)
@PermitAll
public class MailTemplateView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/mail-templates/template";
    static final String ID = "id";

    private static final long serialVersionUID = 1L;

    private final transient MailTemplates templates;
    private final transient RecordTypes types;
    private final transient Records records;
    private final TextField name = new TextField();
    private final Select<String> type = new Select<>();
    private final Paragraph problem = new Paragraph();
    private final ComboBox<Mention> sample = new ComboBox<>();
    private final Paragraph previewSubject = new Paragraph();
    private final Div previewBody = new Div();
    private final Button test = new Button();
    private final transient Map<Locale, Language> languages = new LinkedHashMap<>();
    private final RadioButtonGroup<Locale> tongue = new RadioButtonGroup<>();
    private transient @Nullable MailTemplate template;

    /** The inputs of one language. */
    private static final class Language {
        private final TextField subject = new TextField();
        private final TextArea body = new TextArea();
        private final Div placeholders = new Div();
        private final Div all = new Div(subject, body, placeholders);

        Wording wording() {
            return new Wording(subject.getValue(), body.getValue());
        }
    }

    MailTemplateView(MailTemplates templates, RecordTypes types, Records records) {
        this.templates = templates;
        this.types = types;
        this.records = records;
        addClassNames("settings-view", "rule-view");
        name.setLabel(getTranslation("template.name"));
        name.setMaxLength(MailTemplates.LONGEST_NAME);
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setId("template-name");
        type.setLabel(getTranslation("template.type"));
        type.setHelperText(getTranslation("template.type.help"));
        type.setEmptySelectionAllowed(true);
        type.setEmptySelectionCaption(getTranslation("template.type.any"));
        type.setItems(types.all().stream().map(RecordType::key).toList());
        type.setItemLabelGenerator(key -> key == null
                ? getTranslation("template.type.any")
                : types.byKey(key).map(each -> each.name(getLocale())).orElse(""));
        type.addValueChangeListener(change -> {
            offerFields();
            offerSamples();
        });
        problem.addClassName("field-problem");
        problem.getElement().setAttribute("role", "alert");
        sample.setLabel(getTranslation("template.preview.record"));
        sample.setItemLabelGenerator(Mention::title);
        sample.addValueChangeListener(change -> preview());
        previewSubject.addClassName("template-subject");
        previewBody.addClassName("template-body");
        test.setText(getTranslation("template.test"));
        test.setDisableOnClick(true);
        test.addClickListener(click -> {
            sendTest();
            test.setEnabled(true);
        });
        for (Locale language : Texts.LANGUAGES) {
            languages.put(language, language(language));
        }
        tongue.setLabel(getTranslation("template.language"));
        tongue.setItems(Texts.LANGUAGES);
        tongue.setItemLabelGenerator(this::languageName);
        tongue.setValue(Texts.nearest(getLocale()));
        tongue.addValueChangeListener(change -> showLanguage());
    }

    private Language language(Locale language) {
        Language part = new Language();
        part.subject.setLabel(getTranslation("mail.subject"));
        part.subject.setMaxLength(MailTemplates.LONGEST_SUBJECT);
        part.subject.setManualValidation(true);
        part.body.setLabel(getTranslation("mail.body"));
        part.body.setMinRows(8);
        part.body.setMaxRows(18);
        part.body.setMaxLength(MailTemplates.LONGEST_BODY);
        part.body.setManualValidation(true);
        for (var field : List.of(part.subject, part.body)) {
            field.setWidthFull();
        }
        part.subject.setValueChangeMode(ValueChangeMode.LAZY);
        part.body.setValueChangeMode(ValueChangeMode.LAZY);
        part.subject.addValueChangeListener(change -> preview());
        part.body.addValueChangeListener(change -> preview());
        part.all.addClassName("rule-form");
        return part;
    }

    private String languageName(Locale language) {
        String own = language.getDisplayLanguage(getLocale());
        return own.substring(0, 1).toUpperCase(getLocale()) + own.substring(1);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        template = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(ID)
                .map(Ids::parse)
                .map(id -> templates.find(id).orElseThrow(NotFoundException::new))
                .orElse(null);
        removeAll();
        if (template != null) {
            MailTemplate known = template;
            name.setValue(known.name());
            type.setValue(known.recordType());
            languages.forEach((language, part) -> {
                Wording wording = known.wordings().getOrDefault(language.getLanguage(), Wording.NONE);
                part.subject.setValue(wording.subject());
                part.body.setValue(wording.body());
            });
        }
        offerFields();
        offerSamples();
        Section words = new Section(name, type, tongue);
        languages.values().forEach(part -> words.add(part.all));
        words.add(problem);
        words.addClassNames("section-card", "rule-card");
        Div main = new Div(words);
        main.addClassName("rule-main");
        Section shown =
                new Section(new H2(getTranslation("template.preview")), sample, previewSubject, previewBody, test);
        shown.addClassNames("section-card", "rule-card");
        Div columns = new Div(main, shown);
        columns.addClassName("sheet-columns");
        add(header(), columns);
        showLanguage();
    }

    private void showLanguage() {
        languages.forEach((language, part) -> part.all.setVisible(language.equals(tongue.getValue())));
        preview();
    }

    private Div header() {
        Anchor back = new Anchor(MailTemplatesView.PATH, getTranslation("template.title"));
        back.addClassName("rule-back");
        Button save = new Button(getTranslation("action.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setId("template-save");
        Div header = new Div(new H1(getPageTitle()));
        if (template != null) {
            MailTemplate known = template;
            header.add(new Button(getTranslation("action.delete"), click -> confirmDelete(known)));
        }
        header.add(save);
        header.addClassName("view-header");
        Div both = new Div(back, header);
        both.addClassName("rule-header");
        return both;
    }

    private Optional<RecordType<?>> chosenType() {
        return Optional.ofNullable(type.getValue()).flatMap(types::byKey);
    }

    private Language shownLanguage() {
        return Objects.requireNonNull(languages.get(shownLocale()));
    }

    private Locale shownLocale() {
        return tongue.getValue();
    }

    private void offerFields() {
        for (Language part : languages.values()) {
            part.placeholders.removeAll();
            part.placeholders.add(PlaceholderChoice.of(
                    chosenType().orElse(null), getLocale(), key -> part.body.setValue(part.body.getValue() + key)));
        }
    }

    /** Without a type of its own, records of the first one show what a template says. */
    private RecordType<?> sampleType() {
        return chosenType().orElseGet(() -> types.all().getFirst());
    }

    private void offerSamples() {
        offerSamples(sampleType());
    }

    private <E extends BaseRecord> void offerSamples(RecordType<E> of) {
        sample.setItemsWithFilterConverter(
                query ->
                        records
                                .suggest(of, query.getFilter().orElse("").strip(), query.getOffset(), query.getLimit())
                                .stream(),
                text -> text);
        sample.setValue(records.suggest(of, "", 0, 1).stream().findFirst().orElse(null));
        sample.setHelperText(sample.getValue() == null ? getTranslation("template.preview.no-record") : null);
    }

    /** What the shown language says of the chosen record; null where it can't be said. */
    private @Nullable Wording filled() {
        Language part = shownLanguage();
        clear(part);
        if (part.wording().isBlank()) {
            return null;
        }
        List<Problem> problems = templates.problems(type.getValue(), part.wording()).stream()
                // nobody is told off for what they are about to write
                .filter(each -> !each.message().equals("error.required"))
                .toList();
        if (!problems.isEmpty()) {
            problems.forEach(each -> complain(part, each.field(), each));
            return null;
        }
        Mention record = sample.getValue();
        return record == null
                ? part.wording()
                : templates.fill(part.wording(), sampleType(), record.id(), shownLocale());
    }

    private void preview() {
        if (languages.size() < Texts.LANGUAGES.size()) {
            return;
        }
        Wording filled = filled();
        previewSubject.setText(filled == null ? getTranslation("template.preview.none") : filled.subject());
        previewBody.setText(filled == null ? "" : filled.body());
        test.setVisible(
                filled != null && !filled.subject().isBlank() && !filled.body().isBlank());
    }

    private void sendTest() {
        Wording filled = filled();
        if (filled != null) {
            templates.sendToMe(filled, shownLocale());
            Notification.show(
                    getTranslation("template.test.sent", CurrentActor.get().email()),
                    3000,
                    Notification.Position.BOTTOM_START);
        }
    }

    private void save() {
        name.setInvalid(false);
        type.setInvalid(false);
        problem.setText("");
        languages.values().forEach(MailTemplateView::clear);
        Map<String, Wording> wordings = new LinkedHashMap<>();
        languages.forEach((language, part) -> wordings.put(language.getLanguage(), part.wording()));
        try {
            UUID id;
            if (template == null) {
                id = templates.create(name.getValue(), type.getValue(), wordings);
            } else {
                id = template.id();
                templates.change(id, template.version(), name.getValue(), type.getValue(), wordings);
            }
            Notification.show(getTranslation("template.saved"), 3000, Notification.Position.BOTTOM_START);
            if (template == null) {
                UI.getCurrent().navigate(PATH, QueryParameters.of(ID, id.toString()));
            }
            template = templates.find(id).orElseThrow(NotFoundException::new);
        } catch (InvalidRecord refused) {
            show(refused.problems());
        }
    }

    private void show(List<Problem> problems) {
        List<String> elsewhere = new ArrayList<>();
        Locale first = null;
        for (Problem each : problems) {
            String[] steps = each.field().split("\\.", 2);
            Language part = languages.get(Locale.of(steps[0]));
            if (part != null && steps.length == 2) {
                complain(part, steps[1], each);
                first = first == null ? Locale.of(steps[0]) : first;
            } else if (each.field().equals("name")) {
                complain(name, each);
            } else if (each.field().equals("recordType")) {
                complain(type, each);
            } else {
                elsewhere.add(sentence(each));
            }
        }
        problem.setText(String.join(" ", elsewhere));
        if (first != null) {
            tongue.setValue(first);
        }
    }

    private static void clear(Language part) {
        part.subject.setInvalid(false);
        part.body.setInvalid(false);
    }

    private void complain(Language part, String place, Problem about) {
        complain(place.equals("subject") ? part.subject : part.body, about);
    }

    private void complain(HasValidation place, Problem about) {
        place.setErrorMessage(sentence(about));
        place.setInvalid(true);
    }

    private String sentence(Problem about) {
        return Texts.text(getLocale(), about.message(), about.arguments().toArray());
    }

    private void confirmDelete(MailTemplate known) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("template.delete.title", known.name()),
                getTranslation("template.delete.text"),
                getTranslation("action.delete"),
                confirm -> {
                    try {
                        templates.delete(known.id());
                        UI.getCurrent().navigate(MailTemplatesView.PATH);
                    } catch (InvalidRecord refused) {
                        show(refused.problems());
                    }
                },
                getTranslation("form.cancel"),
                cancel -> {});
        dialog.setConfirmButtonTheme("error primary");
        dialog.setWidth("min(30rem, 94vw)");
        dialog.open();
    }

    @Override
    public String getPageTitle() {
        return template == null ? getTranslation("template.new") : template.name();
    }
}
