package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.comments.Comments.Latest;
import com.innodus.kernel.comments.Mentions;
import com.innodus.kernel.dashboards.ui.WidgetKind;
import com.innodus.kernel.i18n.Ago;
import com.innodus.kernel.i18n.Texts;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was said last, about records that one may read. */
@org.springframework.stereotype.Component
class CommentsWidget implements WidgetKind {
    private static final int SHOWN = 6;
    private static final int LONGEST = 140;

    private final Comments comments;
    private final Users users;
    private final Clock clock;

    CommentsWidget(Comments comments, Users users, Clock clock) {
        this.comments = comments;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "comments";
    }

    @Override
    public List<Choice> choices(Locale locale) {
        return List.of(new Choice("", title("", locale)));
    }

    @Override
    public String title(String setting, Locale locale) {
        return Texts.text(locale, "blocks.comments");
    }

    @Override
    public List<String> standardBeside(@Nullable String type) {
        return type == null ? List.of("") : List.of();
    }

    @Override
    public Optional<Component> make(String setting) {
        UI ui = UI.getCurrent();
        List<Latest> latest = comments.latest(SHOWN);
        if (latest.isEmpty()) {
            return Optional.of(new Paragraph(ui.getTranslation("blocks.comments.none")));
        }
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list");
        latest.forEach(each -> list.add(line(each, ui.getLocale())));
        return Optional.of(list);
    }

    private ListItem line(Latest latest, Locale locale) {
        Comments.Comment comment = latest.comment();
        Anchor about = new Anchor(
                "/app/" + latest.type().plural() + "/" + latest.record() + "?entry=" + comment.id(), latest.title());
        Span words = new Span(shortened(Mentions.decode(
                comment.body(), id -> users.remembered(id).map(User::name).orElse(null))));
        Span facts = new Span(users.remembered(comment.author()).map(User::name).orElse("") + " · "
                + Ago.text(comment.createdAt(), clock.instant(), locale));
        facts.addClassName("secondary");
        Div main = new Div(about, words, facts);
        main.addClassName("line-main");
        ListItem line = new ListItem(Icons.of(latest.type()), main);
        line.addClassName("line");
        return line;
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
