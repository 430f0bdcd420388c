package com.innodus.kernel.faces.ui;

import com.innodus.kernel.faces.ui.FieldText.Badge;
import com.innodus.kernel.faces.ui.FieldText.Shown;
import com.innodus.kernel.faces.ui.RecordPages.Line;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dnd.DragSource;
import com.vaadin.flow.component.dnd.EffectAllowed;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One record on a board. */
class BoardCard extends Article {
    private static final long serialVersionUID = 1L;

    private final transient Line line;

    /**
     * @param facts keys of the cells that stand below the title
     * @param move what is done for those who don't drag; null where nothing may be moved
     */
    BoardCard(Line line, String link, List<String> facts, @Nullable Consumer<BoardCard> move) {
        this.line = line;
        addClassName("board-card");
        Anchor title = new Anchor(link, line.title());
        title.addClassName("record-link");
        // else the browser drags the address and not the card
        title.getElement().setAttribute("draggable", "false");
        Div top = new Div(title);
        top.addClassName("board-card-top");
        if (line.face() != null) {
            Image cover = FileAddress.picture(line.face(), "");
            cover.addClassName("board-cover");
            add(cover);
        }
        add(top);
        for (String fact : facts) {
            Shown shown = line.cell(fact);
            boolean isCover = shown.file() != null && shown.file().equals(line.face());
            if (!shown.text().isEmpty() && !isCover) {
                add(fact(shown));
            }
        }
        if (move != null) {
            Button button = new Button(VaadinIcon.ARROWS_LONG_H.create(), click -> move.accept(this));
            button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            button.setAriaLabel(getTranslation("board.move", line.title()));
            button.setTooltipText(getTranslation("board.move", line.title()));
            top.add(button);
            DragSource.create(this).setEffectAllowed(EffectAllowed.MOVE);
        }
    }

    Line line() {
        return line;
    }

    private static Div fact(Shown shown) {
        Div fact = new Div();
        fact.addClassName("board-fact");
        if (shown.badges().isEmpty()) {
            fact.setText(shown.text());
        } else {
            shown.badges().forEach(badge -> fact.add(badge(badge)));
        }
        return fact;
    }

    private static Span badge(Badge badge) {
        Span shown = new Span(badge.text());
        shown.addClassName("badge");
        shown.getStyle().set("--badge-colour", badge.colour() == null ? RecordGrid.UNCOLOURED : badge.colour());
        return shown;
    }
}
