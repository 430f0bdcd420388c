package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.comments.Mentions;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.text.Folding;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a comment is written; after an @ it offers the colleagues whose names begin so. */
class CommentField extends Div {
    private static final long serialVersionUID = 1L;
    private static final int OFFERED = 6;
    private static final int LONGEST = 10_000;

    /** What is being typed at the end of the text before the cursor. */
    private static final Pattern BEGUN =
            Pattern.compile("(?:^|[^\\p{L}\\p{N}])@([\\p{L}\\p{N}.'\\-]{0,40}(?: [\\p{L}'\\-]{1,40})?)$");

    private final transient Users users;
    private final TextArea text = new TextArea();
    private final Div offers = new Div();

    /** @param send saves what was written, or refuses it */
    CommentField(Users users, String sendKey, Consumer<String> send) {
        this.users = users;
        addClassName("comment-writer");
        text.setAriaLabel(getTranslation("comment.write"));
        text.setPlaceholder(getTranslation("comment.write"));
        text.setMaxLength(LONGEST);
        text.setMinRows(2);
        text.setMaxRows(12);
        text.setValueChangeMode(ValueChangeMode.EAGER);
        offers.addClassName("mention-offers");
        offers.getElement().setAttribute("role", "group");
        offers.getElement().setAttribute("aria-label", getTranslation("comment.mention"));
        offers.setVisible(false);
        text.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                text.setInvalid(false);
                offer(change.getValue());
            }
        });
        Button button = new Button(getTranslation(sendKey), click -> send(send));
        button.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        button.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).listenOn(text);
        add(text, offers, button);
    }

    private void send(Consumer<String> send) {
        try {
            String written = text.getValue();
            send.accept(written);
            text.clear();
            offers.setVisible(false);
        } catch (InvalidRecord refused) {
            Problem problem = refused.problems().getFirst();
            text.setInvalid(true);
            text.setErrorMessage(
                    getTranslation(problem.message(), problem.arguments().toArray()));
        }
    }

    void begin(String written) {
        text.setValue(written);
    }

    void focus() {
        text.focus();
    }

    private void offer(String written) {
        offers.removeAll();
        Matcher begun = BEGUN.matcher(written.substring(Math.max(0, written.length() - 100)));
        if (begun.find()) {
            String start = Folding.fold(begun.group(1));
            List<User> all = users.all();
            Map<UUID, String> names = Mentions.distinctNames(all);
            all.stream()
                    .filter(user -> user.state() != User.State.DISABLED)
                    .filter(user -> matches(user, start))
                    .limit(OFFERED)
                    .forEach(user -> offers.add(offer(
                            user,
                            names.getOrDefault(user.id(), user.email()),
                            begun.group(1).length())));
        }
        offers.setVisible(offers.getComponentCount() > 0);
    }

    private static boolean matches(User user, String start) {
        String name = Folding.fold(user.name());
        return name.startsWith(start)
                || name.contains(" " + start)
                || user.email().startsWith(start);
    }

    private Button offer(User user, String name, int typed) {
        Button offer = new Button(name, click -> {
            String written = text.getValue();
            text.setValue(written.substring(0, written.length() - typed) + name + " ");
            offers.setVisible(false);
            text.focus();
        });
        offer.addThemeVariants(ButtonVariant.SMALL);
        offer.setTooltipText(user.email());
        return offer;
    }
}
