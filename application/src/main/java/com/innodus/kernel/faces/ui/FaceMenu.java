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
        for (Face.Kind kind : Face.Kind.values()) {
            List<Face> same = faces.stream().filter(face -> face.kind() == kind).toList();
            if (same.size() == 1) {
                add(menu, same.getFirst(), name(same.getFirst()), now);
            } else if (!same.isEmpty()) {
                SubMenu fields = menu.addItem(getTranslation(key(kind) + ".by")).getSubMenu();
                same.forEach(face -> add(fields, face, field(face), now));
            }
        }
        add(bar);
    }

    private void add(SubMenu menu, Face face, String text, Face now) {
        var item = menu.addItem(text, click -> chosen.accept(face));
        item.setCheckable(true);
        item.setChecked(face.isLike(now));
    }

    private static String key(Face.Kind kind) {
        return "face." + kind.name().toLowerCase(Locale.ROOT);
    }

    private String field(Face face) {
        return RecordGrid.label(type, face.field(), this);
    }

    private static VaadinIcon icon(Face face) {
        return switch (face.kind()) {
            case LIST -> VaadinIcon.LIST;
            case BOARD -> VaadinIcon.SPLIT_H;
            case CALENDAR -> VaadinIcon.CALENDAR;
            case TREE -> VaadinIcon.FILE_TREE;
            case CHART -> VaadinIcon.BAR_CHART_H;
            case GROUPS -> VaadinIcon.LIST_UL;
        };
    }

    private String name(Face face) {
        return face.kind() == Face.Kind.LIST
                ? getTranslation(key(face.kind()))
                : getTranslation(key(face.kind()), field(face));
    }
}
