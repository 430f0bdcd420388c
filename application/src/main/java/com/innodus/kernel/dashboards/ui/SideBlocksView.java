package com.innodus.kernel.dashboards.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Role;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.dashboards.SideBlocks;
import com.innodus.kernel.dashboards.SideBlocks.Block;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which blocks stand at the side: everywhere or beside records of a type, for everybody or for a role. */
@Route(SideBlocksView.PATH)
@PermitAll
public class SideBlocksView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/side-blocks";

    private static final long serialVersionUID = 1L;

    private final transient SideColumn.Parts parts;
    private final transient RecordTypes types;
    private final transient TenantRoles roles;
    private final Select<String> place = new Select<>();
    private final Select<String> role = new Select<>();
    private final Section blocks = new Section();

    SideBlocksView(SideColumn.Parts parts, RecordTypes types, TenantRoles roles) {
        this.parts = parts;
        this.types = types;
        this.roles = roles;
        addClassName("settings-view");
        place.setLabel(getTranslation("blocks.place"));
        place.setId("blocks-place");
        place.setItemLabelGenerator(key -> types.byKey(key == null ? "" : key)
                .map(type -> type.pluralName(getLocale()))
                .orElseGet(() -> getTranslation("blocks.everywhere")));
        role.setLabel(getTranslation("dashboard.role"));
        role.setId("blocks-role");
        role.setItemLabelGenerator(key ->
                key == null || key.isEmpty() ? getTranslation("blocks.everybody") : roles.name(key, getLocale()));
        place.addValueChangeListener(change -> show());
        role.addValueChangeListener(change -> show());
        blocks.addClassName("section-card");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        removeAll();
        place.setItems(Stream.concat(
                        Stream.of(SideBlocks.EVERYWHERE), types.all().stream().map(RecordType::key))
                .toList());
        role.setItems(Stream.concat(
                        Stream.of(SideBlocks.EVERYBODY), roles.all().stream().map(Role::key))
                .toList());
        place.setValue(SideBlocks.EVERYWHERE);
        role.setValue(SideBlocks.EVERYBODY);
        Div choice = new Div(place, role);
        choice.addClassName("closing-line");
        add(new H1(getTranslation("blocks.title")), new Paragraph(getTranslation("blocks.text")), choice, blocks);
        show();
    }

    private String place() {
        return Objects.requireNonNullElse(place.getValue(), SideBlocks.EVERYWHERE);
    }

    private String role() {
        return Objects.requireNonNullElse(role.getValue(), SideBlocks.EVERYBODY);
    }

    private void show() {
        blocks.removeAll();
        boolean isOwn = parts.side().proposedTo(place(), role()).isPresent();
        List<Block> shown = parts.side()
                .proposedTo(place(), role())
                .or(() -> parts.side().proposedTo(place(), SideBlocks.EVERYBODY))
                .orElseGet(() -> SideColumn.standard(parts.kinds(), place().isEmpty() ? null : place()));
        Div head = new Div(new H2(getTranslation(isOwn ? "blocks.own" : "blocks.inherited")), menu(shown));
        if (isOwn) {
            Button reset = new Button(getTranslation("blocks.reset"), click -> {
                parts.side().withdraw(place(), role());
                show();
            });
            reset.addThemeVariants(ButtonVariant.TERTIARY);
            reset.setId("blocks-reset");
            head.add(reset);
        }
        head.addClassName("view-header");
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list");
        for (int i = 0; i < shown.size(); i++) {
            list.add(line(shown, i));
        }
        blocks.add(head, shown.isEmpty() ? new Paragraph(getTranslation("blocks.none")) : list);
    }

    private MenuBar menu(List<Block> shown) {
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        SubMenu add = bar.addItem(getTranslation("dashboard.add")).getSubMenu();
        WidgetMenu.fill(add, parts.kinds(), getLocale(), (kind, choice) -> {
            Block block = new Block(kind.key(), choice.setting());
            if (!shown.contains(block)) {
                keep(Stream.concat(shown.stream(), Stream.of(block)).toList());
            }
        });
        bar.setEnabled(shown.size() < SideBlocks.MOST);
        return bar;
    }

    private ListItem line(List<Block> shown, int at) {
        Block block = shown.get(at);
        String title = parts.kinds().stream()
                .filter(kind -> kind.key().equals(block.kind()))
                .findFirst()
                .map(kind -> kind.title(block.setting(), getLocale()))
                .orElseGet(() -> getTranslation("dashboard.gone"));
        Span name = new Span(title);
        name.addClassName("line-main");
        Div tools = new Div(
                SideColumn.tool(VaadinIcon.ARROW_UP, "dashboard.earlier", title, at > 0, () -> move(shown, at, at - 1)),
                SideColumn.tool(
                        VaadinIcon.ARROW_DOWN,
                        "dashboard.later",
                        title,
                        at < shown.size() - 1,
                        () -> move(shown, at, at + 1)),
                SideColumn.tool(VaadinIcon.TRASH, "dashboard.remove", title, true, () -> {
                    List<Block> others = new ArrayList<>(shown);
                    others.remove(at);
                    keep(others);
                }));
        tools.addClassName("widget-tools");
        ListItem line = new ListItem(name, tools);
        line.addClassName("line");
        return line;
    }

    private void move(List<Block> shown, int from, int to) {
        List<Block> moved = new ArrayList<>(shown);
        moved.add(to, moved.remove(from));
        keep(moved);
    }

    private void keep(List<Block> others) {
        parts.side().propose(place(), role(), others);
        show();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("blocks.title");
    }
}
