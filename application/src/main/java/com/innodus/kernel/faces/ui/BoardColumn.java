package com.innodus.kernel.faces.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dnd.DropEffect;
import com.vaadin.flow.component.dnd.DropTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One column of a board: the records that have one value. */
class BoardColumn extends Section {
    private static final long serialVersionUID = 1L;

    private final transient Head head;
    private final Div cards = new Div();

    /**
     * What a column stands for.
     *
     * @param value null for the records that have none
     * @param sum of the amounts, as people read it; "" where there are none
     * @param limit how many there should be at most
     */
    record Head(
            @Nullable UUID value,
            String name,
            @Nullable String colour,
            long count,
            String sum,
            @Nullable Integer limit) {
        boolean isOver() {
            return limit != null && count > limit;
        }
    }

    /** What a column lets people do. */
    interface Actions {
        void drop(BoardCard card, BoardColumn into);

        void more(BoardColumn column);

        /** Null where limits can't be set. */
        @Nullable Runnable limit(Head head);
    }

    BoardColumn(Head head, boolean movable, Actions actions) {
        this.head = head;
        addClassName("board-column");
        setClassName("over-limit", head.isOver());
        getElement().setAttribute("aria-label", head.name());
        cards.addClassName("board-cards");
        add(header(actions), cards);
        if (movable) {
            DropTarget<BoardColumn> target = DropTarget.create(this);
            target.setDropEffect(DropEffect.MOVE);
            target.addDropListener(drop -> drop.getDragSourceComponent()
                    .filter(BoardCard.class::isInstance)
                    .map(BoardCard.class::cast)
                    .ifPresent(card -> actions.drop(card, this)));
        }
    }

    Head head() {
        return head;
    }

    private Div header(Actions actions) {
        Span dot = new Span();
        dot.addClassName("board-dot");
        dot.getStyle().set("--badge-colour", Objects.requireNonNullElse(head.colour(), RecordGrid.UNCOLOURED));
        Span count = new Span(
                head.limit() == null
                        ? Long.toString(head.count())
                        : getTranslation("board.count-of", head.count(), head.limit()));
        count.addClassName("count");
        if (head.isOver()) {
            count.setTitle(getTranslation("board.over", head.limit()));
        }
        Div header = new Div(dot, new H2(head.name()), count);
        header.addClassName("board-head");
        Runnable limit = actions.limit(head);
        if (limit != null) {
            Button set = new Button(VaadinIcon.ELLIPSIS_DOTS_V.create(), click -> limit.run());
            set.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            set.setAriaLabel(getTranslation("board.limit.of", head.name()));
            set.setTooltipText(getTranslation("board.limit.title"));
            header.add(set);
        }
        if (!head.sum().isEmpty()) {
            Span sum = new Span(head.sum());
            sum.addClassName("board-sum");
            header.add(sum);
        }
        return header;
    }

    void add(BoardCard card) {
        cards.add(card);
    }

    int shown() {
        return (int) cards.getChildren().filter(BoardCard.class::isInstance).count();
    }

    /** Says that it is empty, or offers the rest. */
    void finish(Actions actions) {
        cards.getChildren()
                .filter(child -> !(child instanceof BoardCard))
                .toList()
                .forEach(cards::remove);
        if (head.count() == 0) {
            Span nothing = new Span(getTranslation("board.empty"));
            nothing.addClassName("secondary");
            cards.add(nothing);
        } else if (shown() < head.count()) {
            Button more = new Button(getTranslation("board.more", head.count() - shown()), click -> actions.more(this));
            more.addThemeVariants(ButtonVariant.TERTIARY);
            cards.add(more);
        }
    }
}
