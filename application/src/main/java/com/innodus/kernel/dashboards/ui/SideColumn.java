package com.innodus.kernel.dashboards.ui;

import com.innodus.kernel.dashboards.Dashboard.Placed;
import com.innodus.kernel.dashboards.SideBlocks;
import com.innodus.kernel.dashboards.SideBlocks.Block;
import com.innodus.kernel.dashboards.SideBlocks.Choice;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Blocks at the side of the workspace: a column on wide screens, which stays as its user left it, and a drawer on narrow
 * ones, which is closed whenever one goes elsewhere. Nothing is asked for while it is closed.
 */
public class SideColumn extends Aside {
    public static final String ID = "side-blocks";

    private static final long serialVersionUID = 1L;

    /** Pixels below which there is no room for it beside the work; app.css has the same. */
    private static final int WIDE = 1_200;

    private final transient Parts parts;
    private final Button toggle = new Button(VaadinIcon.PANEL.create());
    private final Div blocks = new Div();
    private transient Choice choice;
    private transient @Nullable Subject subject;
    private boolean isNarrow;
    private boolean isDrawn;
    private boolean arranging;

    /** What it is made with. */
    @org.springframework.stereotype.Component
    public record Parts(SideBlocks side, List<WidgetKind> kinds) {}

    public SideColumn(Parts parts) {
        this.parts = parts;
        choice = parts.side().choice();
        setId(ID);
        addClassName("side-column");
        getElement().setAttribute("aria-label", getTranslation("blocks.title"));
        blocks.addClassName("side-column-blocks");
        toggle.addThemeVariants(ButtonVariant.TERTIARY);
        toggle.setId("toggle-side");
        toggle.setAriaLabel(getTranslation("blocks.title"));
        toggle.setTooltipText(getTranslation("blocks.title"));
        toggle.addClickListener(click -> open(!isShown()));
        getElement()
                .addEventListener("keydown", pressed -> escape())
                .setFilter("event.key === 'Escape' && !event.defaultPrevented");
        addAttachListener(attached -> {
            var page = attached.getUI().getPage();
            int width = page.getExtendedClientDetails().getWindowInnerWidth();
            isNarrow = width > 0 && width < WIDE;
            page.addBrowserWindowResizeListener(resized -> {
                boolean before = isShown();
                isNarrow = resized.getWidth() < WIDE;
                if (before != isShown()) {
                    show();
                }
            });
            show();
        });
    }

    /** The button that opens and closes it; stands in the bar at the top. */
    public Button toggle() {
        return toggle;
    }

    /** Somebody went elsewhere, or looks at the same record anew: then what they typed beside it stays. */
    public void show(@Nullable Subject record) {
        boolean isSame = Objects.equals(subject, record);
        if (isSame && (record != null || !isDrawn)) {
            return;
        }
        subject = record;
        isDrawn = false;
        show();
    }

    private boolean isShown() {
        return isNarrow ? isDrawn : choice.open();
    }

    private void open(boolean opened) {
        if (isNarrow) {
            isDrawn = opened;
        } else {
            keep(choice.opened(opened));
        }
        show();
        if (isNarrow && opened) {
            getElement().executeJs("this.querySelector('vaadin-button').focus()");
        }
    }

    private void escape() {
        if (isNarrow) {
            open(false);
            toggle.focus();
        }
    }

    private void keep(Choice other) {
        choice = other;
        parts.side().choose(other);
    }

    private void show() {
        removeAll();
        blocks.removeAll();
        boolean isShown = isShown();
        setVisible(isShown);
        toggle.getElement().setAttribute("aria-expanded", Boolean.toString(isShown));
        getParent().ifPresent(frame -> frame.getElement().getClassList().set("has-side", isShown));
        if (!isShown) {
            return;
        }
        add(head(), blocks);
        List<Block> all = choice.sorted(proposed());
        List<Block> shown = all.stream()
                .filter(block -> arranging || !choice.hidden().contains(block))
                .toList();
        for (int i = 0; i < shown.size(); i++) {
            blocks.add(block(shown, i));
        }
        if (shown.isEmpty()) {
            blocks.add(new Paragraph(getTranslation("blocks.none")));
        }
    }

    /** What speaks of the record first. */
    private List<Block> proposed() {
        Set<Block> all = new LinkedHashSet<>();
        if (subject != null) {
            String type = subject.type();
            all.addAll(parts.side().proposed(type).orElseGet(() -> standard(parts.kinds(), type)));
        }
        all.addAll(parts.side().proposed(SideBlocks.EVERYWHERE).orElseGet(() -> standard(parts.kinds(), null)));
        return List.copyOf(all);
    }

    static List<Block> standard(List<WidgetKind> kinds, @Nullable String type) {
        return kinds.stream()
                .sorted(Comparator.comparing(WidgetKind::key))
                .flatMap(kind -> kind.standardBeside(type).stream().map(setting -> new Block(kind.key(), setting)))
                .toList();
    }

    private Div head() {
        Button arrange = new Button((arranging ? VaadinIcon.CHECK : VaadinIcon.EDIT).create(), click -> {
            arranging = !arranging;
            show();
        });
        String label = getTranslation(arranging ? "dashboard.done" : "dashboard.arrange");
        arrange.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        arrange.setAriaLabel(label);
        arrange.setTooltipText(label);
        arrange.setId("arrange-side");
        Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> {
            open(false);
            toggle.focus();
        });
        close.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        close.setAriaLabel(getTranslation("blocks.close"));
        close.setTooltipText(getTranslation("blocks.close"));
        Div head = new Div(new H2(getTranslation("blocks.title")), arrange, close);
        head.addClassName("side-column-head");
        return head;
    }

    private DashboardWidget block(List<Block> shown, int place) {
        Block block = shown.get(place);
        WidgetKind kind = parts.kinds().stream()
                .filter(each -> each.key().equals(block.kind()))
                .findFirst()
                .orElse(null);
        DashboardWidget widget = new DashboardWidget(kind, new Placed(block.kind(), block.setting(), 12, 1), subject);
        if (arranging) {
            boolean isHidden = choice.hidden().contains(block);
            String title = widget.title();
            Div tools = new Div(
                    tool(
                            VaadinIcon.ARROW_UP,
                            "dashboard.earlier",
                            title,
                            place > 0,
                            () -> move(shown, place, place - 1)),
                    tool(
                            VaadinIcon.ARROW_DOWN,
                            "dashboard.later",
                            title,
                            place < shown.size() - 1,
                            () -> move(shown, place, place + 1)),
                    tool(
                            isHidden ? VaadinIcon.EYE : VaadinIcon.EYE_SLASH,
                            isHidden ? "blocks.show" : "blocks.hide",
                            title,
                            true,
                            () -> hide(block, !isHidden)));
            tools.addClassName("widget-tools");
            widget.setClassName("is-hidden", isHidden);
            widget.arrange(tools);
        }
        return widget;
    }

    static Button tool(VaadinIcon icon, String key, String title, boolean possible, Runnable action) {
        Button tool = new Button(icon.create(), click -> action.run());
        String label = tool.getTranslation(key, title);
        tool.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        tool.setAriaLabel(label);
        tool.setTooltipText(label);
        tool.setEnabled(possible);
        return tool;
    }

    private void move(List<Block> shown, int from, int to) {
        List<Block> moved = new ArrayList<>(shown);
        moved.add(to, moved.remove(from));
        // those of other places keep what they had
        choice.order().stream().filter(block -> !moved.contains(block)).forEach(moved::add);
        keep(new Choice(choice.open(), moved, choice.hidden()));
        show();
    }

    private void hide(Block block, boolean hidden) {
        List<Block> all = new ArrayList<>(choice.hidden());
        all.remove(block);
        if (hidden) {
            all.add(block);
        }
        keep(new Choice(choice.open(), choice.order(), all));
        show();
    }
}
