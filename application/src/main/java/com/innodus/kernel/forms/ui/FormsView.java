package com.innodus.kernel.forms.ui;

import com.innodus.kernel.features.OfFeature;
import com.innodus.kernel.forms.Answers;
import com.innodus.kernel.forms.Asking;
import com.innodus.kernel.forms.FormDefinition;
import com.innodus.kernel.forms.FormVersion;
import com.innodus.kernel.forms.Forms;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The forms that somebody can fill in. */
@Route(FormsView.PATH)
@PermitAll
@OfFeature(FormsView.FEATURE)
public class FormsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "forms";
    static final String FEATURE = Forms.FEATURE;

    private static final long serialVersionUID = 1L;

    private final transient Forms forms;
    private final transient Answers answers;
    private final transient Asking asking;

    FormsView(Forms forms, Answers answers, Asking asking) {
        this.forms = forms;
        this.answers = answers;
        this.asking = asking;
        addClassName("settings-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        Div header = new Div(new H1(getTranslation("forms.title")));
        header.addClassName("view-header");
        if (forms.mayMake()) {
            header.add(new Anchor("/app/" + FormSettingsView.PATH, getTranslation("forms.make")));
        }
        add(header, new Paragraph(getTranslation("forms.text")));
        List<FormVersion> usable = forms.usable();
        if (usable.isEmpty()) {
            Div empty = new Div(
                    VaadinIcon.CLIPBOARD_TEXT.create(),
                    new H2(getTranslation("forms.none")),
                    new Paragraph(getTranslation(forms.mayMake() ? "forms.none.make" : "forms.none.text")));
            empty.addClassName("empty-state");
            add(empty);
            return;
        }
        Map<UUID, Long> counts = answers.counts();
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list", "section-card");
        usable.forEach(form -> list.add(line(form, counts.getOrDefault(form.form(), 0L))));
        add(list);
    }

    private ListItem line(FormVersion form, long count) {
        Anchor name = new Anchor("/app/" + PATH + "/" + form.slug(), form.name());
        name.addClassName("line-title");
        Span about = new Span(about(form.definition()));
        about.addClassName("secondary");
        Div main = new Div(name, about);
        main.addClassName("line-main");
        ListItem line = new ListItem(VaadinIcon.CLIPBOARD_TEXT.create(), main);
        if (count > 0) {
            Anchor given = new Anchor(
                    "/app/" + PATH + "/" + form.slug() + "/answers", getTranslation("forms.answers.count", count));
            given.setAriaLabel(getTranslation("forms.answers.of", form.name()));
            line.add(given);
        }
        line.addClassName("line");
        return line;
    }

    private String about(FormDefinition form) {
        return form.parts().stream()
                .flatMap(part -> asking.type(form, part.key()).stream())
                .map(type -> type.name(getLocale()))
                .collect(Collectors.joining(" + "));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("forms.title");
    }
}
