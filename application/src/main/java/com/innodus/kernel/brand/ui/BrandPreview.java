package com.innodus.kernel.brand.ui;

import com.innodus.themes.Brand;
import com.innodus.themes.Brand.Image;
import com.innodus.themes.BrandCss;
import com.innodus.themes.ContrastReport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.IFrame;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.springframework.web.util.HtmlUtils;

/** A draft as it would be worn, on light and on dark ground, with the contrast of what is read. */
class BrandPreview extends Section {
    private static final long serialVersionUID = 1L;

    private final String tenant;
    private final IFrame light = frame("brand.preview.light");
    private final IFrame dark = frame("brand.preview.dark");
    private final UnorderedList contrast = new UnorderedList();

    BrandPreview(String tenant) {
        this.tenant = tenant;
        addClassNames("section-card", "brand-preview");
        contrast.addClassName("plain-list");
        add(new H2(getTranslation("brand.preview")), light, dark, new H2(getTranslation("brand.contrast")), contrast);
    }

    private IFrame frame(String key) {
        IFrame frame = new IFrame();
        frame.setTitle(getTranslation(key));
        // no script whatever the draft says
        frame.getElement().setAttribute("sandbox", "");
        frame.addClassName("preview-frame");
        return frame;
    }

    void show(Brand brand, BrandCss css) {
        light.setSrcdoc(page(brand, css, "light"));
        dark.setSrcdoc(page(brand, css, "dark"));
        contrast.removeAll();
        ContrastReport.of(brand).lines().forEach(line -> contrast.add(line(line)));
    }

    private ListItem line(ContrastReport.Line line) {
        Span sample = new Span("Aa");
        sample.addClassName("contrast-sample");
        boolean button = line.key().contains("button");
        sample.getStyle()
                .set("background", button ? line.used().hex() : line.against().hex())
                .set("color", button ? line.against().hex() : line.used().hex());
        String ratio = String.format(getLocale(), "%.1f : 1", line.ratio());
        ListItem item = new ListItem(sample, new Span(" " + getTranslation(line.key()) + " · " + ratio + " ✓"));
        if (line.corrected()) {
            Span note = new Span(getTranslation(
                    "brand.contrast.corrected", line.chosen().hex(), line.used().hex()));
            note.addClassName("secondary");
            item.add(new Div(note));
        }
        return item;
    }

    private String page(Brand brand, BrandCss css, String scheme) {
        String logo = brand.images().get(Image.LOGO);
        String mark = logo == null ? "" : "<img src=\"/brand/" + logo + "\" alt=\"\" height=\"32\">";
        return """
                <!doctype html><html lang="%s"><head><meta charset="utf-8"><link rel="stylesheet" href="/public.css">
                <style>%s</style><style>:root:root:root{color-scheme:%s}body{min-height:0}</style></head><body>
                <header class="site-header"><span class="site-brand">%s<span>%s</span></span></header>
                <main class="page"><section class="card"><h1>%s</h1><p>%s <a href="#">%s</a></p>
                <div class="field"><label>%s<input value="ana@agora.example"></label></div>
                <button class="button">%s</button> <button class="button button-secondary">%s</button></section></main></body></html>
                """.formatted(
                        getLocale().getLanguage(),
                        // cleaned sheets hold no tag, so none can end the style element
                        css.text(),
                        scheme,
                        mark,
                        logo == null ? HtmlUtils.htmlEscape(tenant) : "",
                        text("brand.preview.heading"),
                        text("brand.preview.text"),
                        text("brand.preview.link"),
                        text("login.email"),
                        text("login.submit"),
                        text("action.cancel"));
    }

    private String text(String key) {
        return HtmlUtils.htmlEscape(getTranslation(key));
    }
}
