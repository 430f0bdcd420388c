package com.innodus.kernel.forms.ui;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.features.OfFeature;
import com.innodus.kernel.forms.Answers;
import com.innodus.kernel.forms.Answers.Answer;
import com.innodus.kernel.forms.Forms;
import com.innodus.kernel.forms.Forms.Named;
import com.innodus.kernel.i18n.Ago;
import com.vaadin.flow.component.button.Button;
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
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was answered to a form: who, when, under which version, and the records that it made. */
@Route(FormsView.PATH + "/:slug/answers")
@PermitAll
@OfFeature(FormsView.FEATURE)
public class FormAnswersView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final int AT_ONCE = 50;

    private final transient Forms forms;
    private final transient Answers answers;
    private final transient MadeRecords made;
    private final transient Users users;
    private final transient Clock clock;
    private final UnorderedList list = new UnorderedList();
    private String title = "";

    FormAnswersView(Forms forms, Answers answers, MadeRecords made, Users users, Clock clock) {
        this.forms = forms;
        this.answers = answers;
        this.made = made;
        this.users = users;
        this.clock = clock;
        addClassName("settings-view");
        list.addClassNames("plain-list", "line-list", "section-card");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Named form =
                event.getRouteParameters().get("slug").flatMap(forms::named).orElseThrow(NotFoundException::new);
        title = getTranslation("forms.answers.of", form.name());
        removeAll();
        list.removeAll();
        Div header = new Div(new H1(title));
        if (form.isOpen()) {
            header.add(new Anchor("/app/" + FormsView.PATH + "/" + form.slug(), getTranslation("forms.fill")));
        }
        header.addClassName("view-header");
        add(header);
        more(form.id(), null);
        if (list.getChildren().findAny().isEmpty()) {
            Div empty = new Div(
                    VaadinIcon.CLIPBOARD_TEXT.create(),
                    new H2(getTranslation("forms.answers.none")),
                    new Paragraph(getTranslation("forms.answers.none.text")));
            empty.addClassName("empty-state");
            add(empty);
        }
    }

    private void more(UUID form, @Nullable Long before) {
        List<Answer> page = answers.of(form, before, AT_ONCE);
        Map<UUID, String> titles = made.titles(
                page.stream().flatMap(answer -> answer.made().stream()).toList());
        page.forEach(answer -> list.add(line(answer, titles)));
        if (!page.isEmpty()) {
            add(list);
        }
        if (page.size() == AT_ONCE) {
            Button more = new Button(getTranslation("forms.answers.more"));
            more.addClickListener(click -> {
                remove(more);
                more(form, page.getLast().number());
            });
            add(more);
        }
    }

    private ListItem line(Answer answer, Map<UUID, String> titles) {
        String who = answer.givenBy() == null
                ? ""
                : users.remembered(answer.givenBy()).map(User::name).orElse("");
        Span facts = new Span((who.isEmpty() ? "" : who + " · ")
                + Ago.text(answer.givenAt(), clock.instant(), getLocale()) + " · "
                + getTranslation("forms.version.number", answer.version()));
        facts.addClassName("secondary");
        Div main = new Div(made.links(answer.made(), titles), facts);
        main.addClassName("line-main");
        ListItem line = new ListItem(main);
        line.addClassName("line");
        return line;
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
