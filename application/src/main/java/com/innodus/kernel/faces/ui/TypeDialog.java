package com.innodus.kernel.faces.ui;

import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.OwnTypes;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Term;
import com.innodus.kernel.records.TypeDefinition;
import com.innodus.kernel.records.TypeTemplates;
import com.innodus.kernel.records.TypeTemplates.Extras;
import com.innodus.kernel.records.TypeTemplates.Template;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks what a type of record is: what it's called, where it stands, how it looks and how its lists are looked at. */
class TypeDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /** Those that mean something to an organisation, of the some 600 that there are. */
    private static final List<String> ICONS = List.of(
            "CLIPBOARD_TEXT",
            "FILE_TEXT_O",
            "FOLDER_OPEN_O",
            "ARCHIVE",
            "BOOK",
            "ACADEMY_CAP",
            "CALENDAR",
            "CLOCK",
            "TICKET",
            "FLAG",
            "STAR",
            "HEART",
            "GIFT",
            "TROPHY",
            "HANDSHAKE",
            "GAVEL",
            "SCALE",
            "INSTITUTION",
            "BUILDING_O",
            "HOME_O",
            "SHOP",
            "FACTORY",
            "KEY_O",
            "CAR",
            "TRUCK",
            "AIRPLANE",
            "BED",
            "CUTLERY",
            "STETHOSCOPE",
            "DOCTOR",
            "USERS",
            "USER_STAR",
            "FAMILY",
            "PIGGY_BANK_COIN",
            "MONEY",
            "CREDIT_CARD",
            "CART",
            "PACKAGE",
            "CUBES",
            "TOOLS",
            "COG",
            "LAPTOP",
            "DESKTOP",
            "MOBILE",
            "PRINT",
            "CAMERA",
            "MUSIC",
            "PAINTBRUSH",
            "LIGHTBULB",
            "GLOBE",
            "MAP_MARKER",
            "SUN_O",
            "DROP",
            "SHIELD",
            "MEGAPHONE",
            "CHAT");

    /** By the word that names it; each can be seen on light and dark. */
    private static final Map<String, String> COLOURS = new LinkedHashMap<>();

    static {
        COLOURS.put("none", "");
        COLOURS.put("blue", "#2f6fde");
        COLOURS.put("teal", "#0f8b8d");
        COLOURS.put("green", "#2e8b57");
        COLOURS.put("olive", "#7a8b2a");
        COLOURS.put("orange", "#c9701a");
        COLOURS.put("red", "#d0453c");
        COLOURS.put("pink", "#c4528f");
        COLOURS.put("violet", "#7d5bc9");
        COLOURS.put("grey", "#6f7985");
    }

    /** Opens the dialog. */
    @Component
    static class Dialogs {
        private final OwnTypes types;
        private final TypeTemplates templates;
        private final RecordTypes all;

        Dialogs(OwnTypes types, TypeTemplates templates, RecordTypes all) {
            this.types = types;
            this.templates = templates;
            this.all = all;
        }

        List<Template> templates() {
            return templates.all();
        }

        void add(@Nullable Template template) {
            new TypeDialog(this, null, template).open();
        }

        void edit(TypeDefinition type) {
            new TypeDialog(this, type, null).open();
        }

        /** What an area of the navigation is called. */
        String area(String key) {
            return Texts.find(UI.getCurrent().getLocale(), "area." + key).orElse(key);
        }

        private List<String> areas() {
            return Stream.concat(
                            Stream.of(TypeDefinition.AREA),
                            all.all().stream().map(RecordType::area).filter(area -> !area.equals("settings")))
                    .distinct()
                    .toList();
        }
    }

    private final transient Dialogs dialogs;
    private final transient @Nullable TypeDefinition old;
    private final transient @Nullable Template template;
    private final TextField name = new TextField();
    private final TextField plural = new TextField();
    private final TextField slug = new TextField();
    private final TextField title = new TextField();
    private final Map<String, TextField> other = new HashMap<>();
    private final Select<String> icon = new Select<>();
    private final Select<String> colour = new Select<>();
    private final ComboBox<String> area = new ComboBox<>();
    private final CheckboxGroup<String> faces = new CheckboxGroup<>();
    private final Checkbox tree = new Checkbox();
    private final Checkbox numbered = new Checkbox();
    private final TextField prefix = new TextField();
    private final Div problems = new Div();

    private TypeDialog(Dialogs dialogs, @Nullable TypeDefinition old, @Nullable Template template) {
        this.dialogs = dialogs;
        this.old = old;
        this.template = template;
        setHeaderTitle(old == null ? getTranslation("types.add") : old.plural().in(getLocale()));
        setWidth("min(42rem, 96vw)");
        addClassNames("field-dialog", "type-dialog");
        problems.addClassName("error-summary");
        problems.getElement().setAttribute("role", "alert");
        problems.setVisible(false);
        text(name, "types.name", true);
        name.setPlaceholder(getTranslation("types.name.example"));
        text(plural, "types.plural", true);
        plural.setPlaceholder(getTranslation("types.plural.example"));
        text(title, "types.title-label", true);
        title.setHelperText(getTranslation("types.title-label.help"));
        prepareAddress();
        prepareLooks();
        prepareArea();
        faces.setLabel(getTranslation("types.faces"));
        faces.setItems("BOARD", "CALENDAR", "TREE", "CHART");
        faces.setItemLabelGenerator(face -> getTranslation("types.faces." + face.toLowerCase(Locale.ROOT)));
        faces.setHelperText(getTranslation("types.faces.help"));
        Div names = new Div(name, plural, slug, title, icon, colour, area);
        names.addClassName("type-names");
        Div form = new Div(problems);
        form.addClassName("dialog-form");
        if (template != null) {
            form.add(new Paragraph(getTranslation("types.from-template", parts(template))));
        }
        form.add(names);
        if (old == null) {
            form.add(beginning());
        }
        form.add(languages(), faces);
        if (old == null) {
            form.add(new Paragraph(getTranslation("types.rights")));
        }
        add(form);
        show(
                old != null
                        ? old
                        : template != null ? template.definition() : TypeDefinition.named(Term.of(""), Term.of("")));
        Button save = new Button(getTranslation(old == null ? "types.create" : "action.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), save);
        name.focus();
    }

    private String parts(Template from) {
        return from.parts().stream()
                .map(part -> getTranslation("template." + from.key() + "." + part.name()))
                .collect(Collectors.joining(", "));
    }

    private void text(TextField field, String key, boolean needed) {
        field.setLabel(getTranslation(key));
        field.setMaxLength(OwnTypes.LONGEST_NAME);
        field.setManualValidation(true);
        field.setRequiredIndicatorVisible(needed);
        field.setId(key.replace('.', '-'));
    }

    /** Follows the name until somebody writes it. */
    private void prepareAddress() {
        text(slug, "types.slug", old == null);
        slug.setMaxLength(OwnTypes.LONGEST_SLUG);
        slug.setPrefixComponent(new Span("/app/"));
        slug.setReadOnly(old != null);
        slug.setHelperText(getTranslation(old == null ? "types.slug.help" : "types.slug.fixed"));
        plural.setValueChangeMode(ValueChangeMode.LAZY);
        plural.addValueChangeListener(change -> {
            if (old == null && slug.getValue().equals(OwnTypes.slug(change.getOldValue()))) {
                slug.setValue(OwnTypes.slug(change.getValue()));
            }
        });
    }

    private void prepareLooks() {
        icon.setLabel(getTranslation("types.icon"));
        icon.setItems(ICONS);
        icon.setItemLabelGenerator(each -> getTranslation("icon." + each));
        icon.setRenderer(new ComponentRenderer<>(each -> {
            Div item = new Div(Icons.of(each), new Span(getTranslation("icon." + each)));
            item.addClassName("icon-item");
            return item;
        }));
        icon.setId("types-icon");
        colour.setLabel(getTranslation("types.colour"));
        colour.setItems(COLOURS.keySet());
        colour.setItemLabelGenerator(each -> getTranslation("types.colour." + each));
        colour.setRenderer(new ComponentRenderer<>(each -> {
            Span dot = new Span();
            dot.addClassName("colour-dot");
            dot.getStyle().set("--dot", COLOURS.getOrDefault(each, ""));
            Div item = new Div(dot, new Span(getTranslation("types.colour." + each)));
            item.addClassName("icon-item");
            return item;
        }));
    }

    private void prepareArea() {
        area.setLabel(getTranslation("types.area"));
        area.setItems(dialogs.areas());
        area.setItemLabelGenerator(dialogs::area);
        area.setAllowCustomValue(true);
        area.addCustomValueSetListener(typed -> area.setValue(typed.getDetail().strip()));
        area.setHelperText(getTranslation("types.area.help"));
        area.setManualValidation(true);
        area.setId("types-area");
    }

    /** What a new type can be given at once; later it is a field like others. */
    private Div beginning() {
        tree.setLabel(getTranslation("types.tree"));
        numbered.setLabel(getTranslation("types.numbered"));
        text(prefix, "types.numbers", false);
        prefix.setMaxLength(12);
        prefix.setPlaceholder("V-");
        prefix.setVisible(false);
        numbered.addValueChangeListener(change -> prefix.setVisible(change.getValue()));
        Div beginning = new Div(tree, numbered, prefix);
        beginning.addClassName("field-ticks");
        return beginning;
    }

    private Details languages() {
        Div fields = new Div();
        fields.addClassName("type-names");
        for (String language : List.of("en", "ca")) {
            for (String part : List.of("name", "plural", "title-label")) {
                TextField field = new TextField();
                text(field, "types." + part, false);
                field.setLabel(getTranslation("types." + part) + " · " + getTranslation("language." + language));
                field.setId("types-" + part + "-" + language);
                other.put(part + language, field);
                fields.add(field);
            }
        }
        Details languages = new Details(getTranslation("fields.languages"), fields);
        languages.setOpened(false);
        return languages;
    }

    private void show(TypeDefinition type) {
        show("name", name, type.name());
        show("plural", plural, type.plural());
        show("title-label", title, type.title());
        slug.setValue(old == null ? OwnTypes.slug(type.plural().word()) : type.slug());
        icon.setValue(ICONS.contains(type.icon()) ? type.icon() : ICONS.getFirst());
        colour.setValue(COLOURS.entrySet().stream()
                .filter(each -> each.getValue().equals(type.colour()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("none"));
        area.setValue(type.area());
        Set<String> shown = new LinkedHashSet<>(List.of("BOARD", "CALENDAR", "TREE", "CHART"));
        shown.removeAll(type.hidden());
        faces.setValue(shown);
    }

    private void show(String part, TextField field, Term term) {
        field.setValue(term.word());
        show(part + "en", term.english());
        show(part + "ca", term.catalan());
    }

    private void show(String key, @Nullable String word) {
        other(key).setValue(word == null ? "" : word);
    }

    private TextField other(String key) {
        return Objects.requireNonNull(other.get(key));
    }

    private Term term(String part, TextField field) {
        return new Term(
                field.getValue(),
                other(part + "en").getValue(),
                other(part + "ca").getValue());
    }

    private TypeDefinition read() {
        Set<String> hidden = new LinkedHashSet<>(List.of("BOARD", "CALENDAR", "TREE", "CHART"));
        hidden.removeAll(faces.getValue());
        String hue = COLOURS.getOrDefault(colour.getValue(), "");
        TypeDefinition begun = TypeDefinition.named(term("name", name), term("plural", plural));
        return new TypeDefinition(
                old == null ? begun.key() : old.key(),
                slug.getValue(),
                begun.name(),
                begun.plural(),
                term("title-label", title),
                icon.getValue(),
                hue.isEmpty() ? null : hue,
                area.getValue() == null ? "" : area.getValue(),
                hidden,
                false);
    }

    private void save() {
        try {
            if (old == null) {
                RecordType<?> made = dialogs.templates.add(
                        slug.getValue(),
                        read(),
                        template == null ? null : template.key(),
                        new Extras(
                                tree.getValue(),
                                numbered.getValue() ? prefix.getValue().strip() : null));
                close();
                // the navigation shows it
                UI.getCurrent().getPage().setLocation("/app/" + FieldsView.PATH + "?type=" + made.key());
            } else {
                dialogs.types.change(read());
                close();
                TypesView.reload();
            }
        } catch (InvalidRecord refused) {
            showProblems(refused.problems());
        }
    }

    private void showProblems(List<Problem> wrong) {
        Map<String, HasValidationProperties> places = Map.of(
                "name", name, "plural", plural, "title", title, "slug", slug, "icon", icon, "area", area, "numbers",
                prefix);
        places.values().forEach(place -> place.setInvalid(false));
        problems.removeAll();
        for (Problem problem : wrong) {
            String sentence = Texts.text(
                    getLocale(), problem.message(), problem.arguments().toArray());
            HasValidationProperties place = places.get(problem.field());
            if (place == null) {
                problems.add(new Paragraph(sentence));
            } else {
                place.setErrorMessage(sentence);
                place.setInvalid(true);
            }
        }
        problems.setVisible(problems.getComponentCount() > 0);
    }
}
