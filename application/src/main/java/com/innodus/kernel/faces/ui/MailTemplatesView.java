package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.templates.MailTemplate;
import com.innodus.kernel.templates.MailTemplates;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.stream.Collectors;

/** The mails that the tenant words once and writes again and again. */
@Route(MailTemplatesView.PATH)
@PermitAll
public class MailTemplatesView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/mail-templates";

    private static final long serialVersionUID = 1L;

    private final transient MailTemplates templates;
    private final transient RecordTypes types;
    private final Span count = new Span();
    private final Div content = new Div();

    MailTemplatesView(MailTemplates templates, RecordTypes types) {
        this.templates = templates;
        this.types = types;
        addClassName("settings-view");
        Button create = new Button(
                getTranslation("template.new"),
                VaadinIcon.PLUS.create(),
                click -> UI.getCurrent().navigate(MailTemplateView.PATH));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        count.addClassName("count");
        Div header = new Div(new H1(getTranslation("template.title")), count, create);
        header.addClassName("view-header");
        content.addClassName("settings-cards");
        add(header, new Paragraph(getTranslation("template.help")), content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        List<MailTemplate> all = templates.all();
        count.setText(String.valueOf(all.size()));
        content.removeAll();
        if (all.isEmpty()) {
            Paragraph none = new Paragraph(getTranslation("template.none"));
            none.addClassName("section-card");
            content.add(none);
            return;
        }
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list", "section-card");
        all.forEach(template -> list.add(line(template)));
        content.add(list);
    }

    private ListItem line(MailTemplate template) {
        Anchor name =
                new Anchor(MailTemplateView.PATH + "?" + MailTemplateView.ID + "=" + template.id(), template.name());
        name.addClassName("line-title");
        Span subject = new Span(template.in(getLocale()).subject());
        subject.addClassName("secondary");
        Div main = new Div(name, subject);
        main.addClassName("line-main");
        Span about = new Span(typeName(template));
        about.addClassNames("secondary", "line-fact");
        Span languages = new Span(template.languages().stream()
                .map(language -> language.getLanguage().toUpperCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(" · ")));
        languages.addClassNames("secondary", "line-fact");
        ListItem line = new ListItem(main, about, languages);
        line.addClassName("line");
        return line;
    }

    private String typeName(MailTemplate template) {
        return template.recordType() == null
                ? getTranslation("template.type.any")
                : types.byKey(template.recordType())
                        .map((RecordType<?> type) -> type.name(getLocale()))
                        .orElse("");
    }

    @Override
    public String getPageTitle() {
        return getTranslation("template.title");
    }
}
