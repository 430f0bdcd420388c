package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Chooses between a list and its boards, calendars and trees. */
class FaceMenu extends Div {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<?> type;
    private final transient List<Face> faces;
    private final transient Consumer<Face> chosen;

    FaceMenu(RecordType<?> type, Consumer<Face> chosen) {
        this.type = type;
        this.chosen = chosen;
        faces = Face.of(type);
        addClassName("face-menu");
    }

    void show(Face now) {
        removeAll();
        if (faces.size() == 1) {
            return;
        }
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        Span label = new Span(icon(now).create(), new Span(name(now)));
        label.addClassName("face-name");
        var root = bar.addItem(label);
        root.setAriaLabel(getTranslation("face.menu", name(now)));
        SubMenu menu = root.getSubMenu();
        for (Face face : faces) {
            var item = menu.addItem(name(face), click -> chosen.accept(face));
            item.setCheckable(true);
            item.setChecked(face.equals(now));
        }
        add(bar);
    }

    private static VaadinIcon icon(Face face) {
        return switch (face.kind()) {
            case LIST -> VaadinIcon.LIST;
            case BOARD -> VaadinIcon.SPLIT_H;
            case CALENDAR -> VaadinIcon.CALENDAR;
            case TREE -> VaadinIcon.FILE_TREE;
        };
    }

    private String name(Face face) {
        String key = "face." + face.kind().name().toLowerCase(Locale.ROOT);
        return face == Face.LIST
                ? getTranslation(key)
                : getTranslation(key, RecordGrid.label(type, face.field(), this));
    }
}
