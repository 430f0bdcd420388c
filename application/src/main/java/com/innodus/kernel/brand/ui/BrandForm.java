package com.innodus.kernel.brand.ui;

import com.innodus.themes.Brand;
import com.innodus.themes.Brand.Density;
import com.innodus.themes.Brand.Font;
import com.innodus.themes.Brand.Image;
import com.innodus.themes.Brand.Scheme;
import com.innodus.themes.Colour;
import com.innodus.themes.Presets;
import com.innodus.themes.safe.SafeCss;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The fields of a brand. What is typed wrong keeps the last good value and says so beside the field. */
class BrandForm extends Div {
    private static final long serialVersionUID = 1L;

    private final ColourField accent;
    private final ColourField accentDark;
    private final ColourField tint;
    private final Select<Font> font = new Select<>();
    private final IntegerField radius = new IntegerField();
    private final RadioButtonGroup<Density> density = new RadioButtonGroup<>();
    private final RadioButtonGroup<Scheme> scheme = new RadioButtonGroup<>();
    private final Map<Image, PictureField> pictures = new EnumMap<>(Image.class);
    private final TextArea mailHeader = html("brand.mail-header");
    private final TextArea mailFooter = html("brand.mail-footer");
    private final TextArea documentHeader = html("brand.document-header");
    private final TextArea documentFooter = html("brand.document-footer");
    private final TextArea css = new TextArea();
    private final UnorderedList refusals = new UnorderedList();
    private final SerializableRunnable changed;

    /** @param changed called after each change by the user */
    BrandForm(PictureField.Keep keep, SerializableRunnable changed) {
        this.changed = changed;
        addClassName("brand-form");
        accent = new ColourField(getTranslation("brand.accent"), true, changed);
        accentDark = new ColourField(getTranslation("brand.accent-dark"), false, changed);
        tint = new ColourField(getTranslation("brand.tint"), false, changed);
        accentDark.setHelperText(getTranslation("brand.accent-dark.help"));
        tint.setHelperText(getTranslation("brand.tint.help"));
        for (Image image : Image.values()) {
            pictures.put(image, new PictureField(image, keep, changed));
        }
        add(
                card("brand.pictures", pictures.values().toArray(com.vaadin.flow.component.Component[]::new)),
                card("brand.colours", presets(), accent, accentDark, tint),
                card("brand.shape", shape()),
                card("brand.words", mailHeader, mailFooter, documentHeader, documentFooter),
                card("brand.css", css(), refusals));
    }

    private Section card(String key, com.vaadin.flow.component.Component... fields) {
        Section card = new Section(new H2(getTranslation(key)));
        card.add(fields);
        card.addClassNames("section-card", "brand-card");
        return card;
    }

    private Div presets() {
        Div row = new Div();
        row.addClassName("swatches");
        row.getElement().setAttribute("role", "group");
        row.getElement().setAttribute("aria-label", getTranslation("brand.presets"));
        for (Presets.Preset preset : Presets.ALL) {
            Button swatch = new Button("", click -> {
                accent.show(preset.accent());
                accentDark.show(null);
                tint.show(null);
                changed.run();
            });
            swatch.addClassName("swatch");
            swatch.getStyle().set("background", preset.accent().hex());
            swatch.setAriaLabel(getTranslation(preset.key()));
            swatch.setTooltipText(getTranslation(preset.key()));
            row.add(swatch);
        }
        return row;
    }

    private Div shape() {
        font.setLabel(getTranslation("brand.font"));
        font.setItems(Font.values());
        font.setItemLabelGenerator(value -> getTranslation("brand.font." + value));
        font.addValueChangeListener(change -> tell(change.isFromClient()));
        radius.setLabel(getTranslation("brand.radius"));
        radius.setMin(0);
        radius.setMax(Brand.MOST_RADIUS);
        radius.setStepButtonsVisible(true);
        radius.addValueChangeListener(change -> tell(change.isFromClient()));
        density.setLabel(getTranslation("brand.density"));
        density.setItems(Density.values());
        density.setItemLabelGenerator(value -> getTranslation("brand.density." + value));
        density.addValueChangeListener(change -> tell(change.isFromClient()));
        scheme.setLabel(getTranslation("brand.scheme"));
        scheme.setItems(Scheme.values());
        scheme.setItemLabelGenerator(value -> getTranslation("brand.scheme." + value));
        scheme.addValueChangeListener(change -> tell(change.isFromClient()));
        Div row = new Div(font, radius, density, scheme);
        row.addClassName("card-row");
        return row;
    }

    private void tell(boolean byUser) {
        if (byUser) {
            changed.run();
        }
    }

    private TextArea html(String key) {
        TextArea area = new TextArea(getTranslation(key));
        area.setHelperText(getTranslation("brand.html.help"));
        area.setMaxLength(20_000);
        area.setWidthFull();
        area.addValueChangeListener(change -> tell(change.isFromClient()));
        return area;
    }

    private TextArea css() {
        css.setLabel(getTranslation("brand.css.own"));
        css.setHelperText(getTranslation("brand.css.help"));
        css.setWidthFull();
        css.setMaxLength(SafeCss.MAX_BYTES);
        css.addClassName("code");
        css.setValueChangeMode(ValueChangeMode.LAZY);
        css.addValueChangeListener(change -> {
            showRefusals();
            tell(change.isFromClient());
        });
        refusals.addClassName("plain-list");
        return css;
    }

    private void showRefusals() {
        refusals.removeAll();
        for (SafeCss.Refusal refusal : SafeCss.clean(css.getValue(), "").refusals()) {
            Span what = new Span(refusal.what() + ": ");
            what.addClassName("code");
            ListItem item = new ListItem(
                    new Span(getTranslation("brand.css.line", refusal.line()) + " "),
                    what,
                    new Span(getTranslation(refusal.messageKey())));
            item.addClassName("field-error");
            refusals.add(item);
        }
    }

    void show(Brand brand) {
        accent.show(brand.accent());
        accentDark.show(brand.accentDark());
        tint.show(brand.tint());
        font.setValue(brand.font());
        radius.setValue(brand.radius());
        density.setValue(brand.density());
        scheme.setValue(brand.scheme());
        pictures.forEach((image, field) -> field.show(brand.images().get(image)));
        mailHeader.setValue(brand.mailHeader());
        mailFooter.setValue(brand.mailFooter());
        documentHeader.setValue(brand.documentHeader());
        documentFooter.setValue(brand.documentFooter());
        css.setValue(brand.customCss());
        showRefusals();
    }

    /** What the fields say now. */
    Brand read() {
        Map<Image, String> images = new EnumMap<>(Image.class);
        pictures.forEach((image, field) -> {
            String hash = field.hash();
            if (hash != null) {
                images.put(image, hash);
            }
        });
        Integer corners = radius.getValue();
        Colour chosen = accent.colour();
        return new Brand(
                chosen == null ? Brand.PLAIN.accent() : chosen,
                accentDark.colour(),
                tint.colour(),
                font.getValue(),
                corners == null ? 0 : Math.clamp(corners, 0, Brand.MOST_RADIUS),
                density.getValue(),
                scheme.getValue(),
                images,
                mailHeader.getValue(),
                mailFooter.getValue(),
                documentHeader.getValue(),
                documentFooter.getValue(),
                css.getValue());
    }

    /** Whether every field holds something good. */
    boolean isGood() {
        return List.of(accent, accentDark, tint).stream().noneMatch(ColourField::isInvalid) && !radius.isInvalid();
    }
}
