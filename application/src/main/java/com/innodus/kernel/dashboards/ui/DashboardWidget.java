package com.innodus.kernel.dashboards.ui;

import com.innodus.kernel.dashboards.Dashboard.Placed;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dnd.DragSource;
import com.vaadin.flow.component.dnd.DropTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A widget in its place. It is filled when it comes into sight, and anew every now and then while it is looked at. */
class DashboardWidget extends Section {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DashboardWidget.class);

    /** Seen means filled; a page that nobody looks at asks for nothing. */
    private static final String SIGHT = """
            const widget = this;
            if (widget.sight) return;
            const refreshed = $0;
            const tell = () => widget.isConnected && widget.dispatchEvent(new CustomEvent('widget-seen'));
            widget.sight = new IntersectionObserver(seen => {
              widget.seen = seen.some(each => each.isIntersecting);
              if (widget.seen && !widget.filled) { widget.filled = true; tell(); }
            });
            widget.sight.observe(widget);
            const again = setInterval(() => {
              if (!widget.isConnected) { clearInterval(again); return; }
              if (refreshed && widget.seen && !document.hidden && !widget.matches(':focus-within')) tell();
            }, 60000);
            """;

    private final transient @Nullable WidgetKind kind;
    private final transient Placed placed;
    private final transient @Nullable Subject subject;
    private final Div content = new Div();
    private final Div head = new Div();

    /** @param subject the record that it stands beside, if any */
    DashboardWidget(@Nullable WidgetKind kind, Placed placed, @Nullable Subject subject) {
        this.subject = subject;
        this.kind = kind;
        this.placed = placed;
        addClassNames("section-card", "widget");
        getStyle().set("--width", Integer.toString(placed.width())).set("--height", Integer.toString(placed.height()));
        head.add(new H2(title()));
        head.addClassName("widget-head");
        content.addClassName("widget-content");
        add(head, content);
        getElement().addEventListener("widget-seen", seen -> fill());
    }

    String title() {
        return kind == null
                ? getTranslation("dashboard.gone")
                : kind.title(placed.setting(), UI.getCurrent().getLocale());
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        getElement().executeJs(SIGHT, kind != null && kind.isRefreshed());
    }

    void fill() {
        Component made;
        try {
            made = make(kind).orElseGet(this::gone);
        } catch (RuntimeException e) {
            // one widget that fails is no reason to be without the others
            LOG.error("Widget {} {} failed", placed.kind(), placed.setting(), e);
            made = new Paragraph(getTranslation("dashboard.failed"));
        }
        content.removeAll();
        content.add(made);
    }

    private Optional<Component> make(@Nullable WidgetKind kind) {
        if (kind == null) {
            return Optional.empty();
        }
        return subject == null ? kind.make(placed.setting()) : kind.beside(placed.setting(), subject);
    }

    private Component gone() {
        return new Paragraph(getTranslation("dashboard.gone.text"));
    }

    void arrange(Component tools) {
        head.add(tools);
    }

    /** @param dropped gets the place from which another widget was dragged here */
    void arrange(Component tools, int place, IntConsumer dropped) {
        head.add(tools);
        DragSource<DashboardWidget> drag = DragSource.create(this);
        drag.setDragData(place);
        DropTarget.create(this)
                .addDropListener(drop -> drop.getDragData().ifPresent(from -> {
                    if (from instanceof Integer other) {
                        dropped.accept(other);
                    }
                }));
    }
}
