package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Numbering;
import com.innodus.kernel.records.Numberings;
import com.innodus.kernel.records.Numberings.Series;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Where administrators say which records are numbered, and how. */
@Route(NumberingView.PATH)
@PermitAll
public class NumberingView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/numbering";

    private static final long serialVersionUID = 1L;
    private static final String USUAL = "{yyyy}-{0000}";

    private final transient Numberings numberings;
    private final Div content = new Div();

    NumberingView(Numberings numberings) {
        this.numberings = numberings;
        addClassName("settings-view");
        content.addClassName("settings-cards");
        add(new H1(getTranslation("numbering.title")), new Paragraph(getTranslation("numbering.text")), content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        refresh();
    }

    private void refresh() {
        content.removeAll();
        List<Series> all = numberings.all();
        if (all.isEmpty()) {
            Paragraph none = new Paragraph(getTranslation("numbering.none"));
            none.addClassName("secondary");
            content.add(none);
        }
        all.forEach(series -> content.add(card(series)));
        List<RecordType<?>> others = numberings.unnumbered();
        if (!others.isEmpty()) {
            content.add(startCard(others));
        }
    }

    private Section card(Series series) {
        String name = series.type().pluralName(getLocale());
        TextField pattern = pattern(series.pattern(), series.next());
        pattern.setId("pattern-" + series.type().key() + "-" + series.field().key());
        IntegerField next = new IntegerField(getTranslation("numbering.next"));
        next.setMin(1);
        next.setMax(999_999_999);
        next.setManualValidation(true);
        next.setValue(Math.toIntExact(series.next()));
        next.setId("next-" + series.type().key() + "-" + series.field().key());
        next.setValueChangeMode(ValueChangeMode.EAGER);
        next.addValueChangeListener(change -> showExample(pattern, next.getValue()));
        pattern.addValueChangeListener(change -> showExample(pattern, next.getValue()));
        Button save = new Button(getTranslation("action.save"), click -> {
            clear(pattern, next);
            try {
                numberings.change(
                        series,
                        pattern.getValue().strip(),
                        Objects.requireNonNullElse(next.getValue(), 0).longValue());
                Notification.show(getTranslation("numbering.saved", name), 3000, Notification.Position.BOTTOM_START);
                refresh();
            } catch (InvalidRecord refused) {
                show(refused.problems(), Map.of("pattern", pattern, "next", next));
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setAriaLabel(getTranslation("action.save") + ": " + name);
        Div line = new Div(pattern, next, save);
        line.addClassName("numbering-line");
        Section card = new Section(new H2(name + " · " + series.field().label(getLocale())), line);
        card.addClassName("section-card");
        return card;
    }

    private Section startCard(List<RecordType<?>> others) {
        Map<String, RecordType<?>> byKey = others.stream().collect(Collectors.toMap(RecordType::key, type -> type));
        Select<String> type = new Select<>();
        type.setLabel(getTranslation("numbering.type"));
        type.setItems(others.stream().map(RecordType::key).toList());
        type.setItemLabelGenerator(key -> Objects.requireNonNull(byKey.get(key)).pluralName(getLocale()));
        type.setValue(others.getFirst().key());
        type.setId("numbering-type");
        TextField pattern = pattern(USUAL, 1);
        pattern.setId("numbering-pattern");
        pattern.addValueChangeListener(change -> showExample(pattern, 1));
        Button start = new Button(getTranslation("numbering.start"), click -> {
            clear(pattern);
            try {
                numberings.start(
                        Objects.requireNonNull(byKey.get(type.getValue())),
                        getTranslation("numbering.field"),
                        pattern.getValue().strip());
                refresh();
            } catch (InvalidRecord refused) {
                show(refused.problems(), Map.of("pattern", pattern, "label", type));
            }
        });
        Div line = new Div(type, pattern, start);
        line.addClassName("numbering-line");
        Section card = new Section(
                new H2(getTranslation("numbering.more")), new Paragraph(getTranslation("numbering.more.text")), line);
        card.addClassName("section-card");
        return card;
    }

    private TextField pattern(String value, long next) {
        TextField pattern = new TextField(getTranslation("fields.prefix"), value, "");
        pattern.setMaxLength(Numbering.LONGEST);
        pattern.setManualValidation(true);
        pattern.setValueChangeMode(ValueChangeMode.EAGER);
        showExample(pattern, Math.toIntExact(next));
        return pattern;
    }

    /** What the next number looks like, or how patterns are written. */
    private void showExample(TextField field, Integer next) {
        String pattern = field.getValue().strip();
        boolean valid = Numbering.isPattern(pattern);
        field.setInvalid(!valid);
        field.setErrorMessage(getTranslation("fields.prefix.invalid", "{yyyy}", "{0000}", "{yy}"));
        field.setHelperText(
                valid && next != null
                        ? getTranslation("numbering.example", Numbering.write(pattern, next, numberings.today()))
                        : getTranslation("fields.prefix.help", "{yyyy}", "{0000}"));
    }

    private static void clear(HasValidationProperties... fields) {
        for (HasValidationProperties field : fields) {
            field.setInvalid(false);
        }
    }

    private void show(List<Problem> problems, Map<String, HasValidationProperties> places) {
        for (Problem problem : problems) {
            HasValidationProperties place = places.getOrDefault(
                    problem.field(), places.values().iterator().next());
            place.setErrorMessage(
                    getTranslation(problem.message(), problem.arguments().toArray()));
            place.setInvalid(true);
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("numbering.title");
    }
}
