package com.innodus.kernel.dashboards.ui;

import com.innodus.kernel.access.Role;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.dashboards.Dashboard;
import com.innodus.kernel.dashboards.Dashboard.Placed;
import com.innodus.kernel.dashboards.Dashboards;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The acting user's dashboard. Widgets are made when they come into sight; the page itself asks for nothing but its tabs. */
public class DashboardPanel extends Div {
    private static final long serialVersionUID = 1L;

    private final transient Parts parts;
    private final Div head = new Div();
    private final Div grid = new Div();
    private transient List<Dashboard> tabs;
    private int at;
    private boolean arranging;

    /** What dashboards are made with. */
    @org.springframework.stereotype.Component
    public record Parts(Dashboards dashboards, List<WidgetKind> kinds, TenantRoles roles) {}

    public DashboardPanel(Parts parts) {
        this.parts = parts;
        addClassName("dashboard");
        head.addClassName("dashboard-head");
        grid.addClassName("dashboard-grid");
        tabs = new ArrayList<>(parts.dashboards().current().orElseGet(this::standard));
        add(head, grid);
        show();
    }

    private List<Dashboard> standard() {
        List<Placed> widgets = parts.kinds().stream()
                .sorted(Comparator.comparing(WidgetKind::key))
                .flatMap(kind -> kind.standard().stream())
                .sorted(Comparator.comparing((Placed placed) -> -placed.width()))
                .toList();
        return List.of(new Dashboard(getTranslation("dashboard.first"), widgets));
    }

    private Dashboard tab() {
        return tabs.get(at);
    }

    private void show() {
        at = Math.clamp(at, 0, tabs.size() - 1);
        head.removeAll();
        grid.removeAll();
        head.add(tabButtons(), actions());
        List<Placed> widgets = tab().widgets();
        for (int i = 0; i < widgets.size(); i++) {
            grid.add(widget(widgets.get(i), i));
        }
        if (widgets.isEmpty()) {
            grid.add(new Paragraph(getTranslation("dashboard.empty")));
        }
    }

    // tabs

    private Div tabButtons() {
        Div buttons = new Div();
        buttons.addClassName("dashboard-tabs");
        buttons.getElement().setAttribute("role", "group");
        buttons.getElement().setAttribute("aria-label", getTranslation("dashboard.tabs"));
        for (int i = 0; tabs.size() > 1 && i < tabs.size(); i++) {
            int place = i;
            Button button = new Button(tabs.get(i).name(), click -> {
                at = place;
                show();
            });
            button.addThemeVariants(ButtonVariant.TERTIARY);
            button.getElement().setAttribute("aria-pressed", Boolean.toString(i == at));
            buttons.add(button);
        }
        return buttons;
    }

    private Component actions() {
        if (!arranging) {
            Button arrange = new Button(getTranslation("dashboard.arrange"), VaadinIcon.EDIT.create(), click -> {
                arranging = true;
                show();
            });
            arrange.addThemeVariants(ButtonVariant.TERTIARY);
            arrange.setId("arrange-dashboard");
            return arrange;
        }
        MenuBar menu = new MenuBar();
        menu.addThemeVariants(MenuBarVariant.TERTIARY);
        SubMenu add = menu.addItem(getTranslation("dashboard.add")).getSubMenu();
        WidgetMenu.fill(add, parts.kinds(), getLocale(), (kind, choice) -> {
            List<Placed> widgets = new ArrayList<>(tab().widgets());
            widgets.add(new Placed(kind.key(), choice.setting(), 6, 2));
            keep(widgets);
        });
        SubMenu more = menu.addItem(getTranslation("dashboard.more")).getSubMenu();
        more.addItem(
                getTranslation("dashboard.tab.new"),
                click -> name("dashboard.tab.new", "", name -> {
                    tabs.add(new Dashboard(name, List.of()));
                    at = tabs.size() - 1;
                    keep();
                }));
        more.addItem(
                getTranslation("dashboard.tab.rename"),
                click -> name("dashboard.tab.rename", tab().name(), name -> {
                    tabs.set(at, new Dashboard(name, tab().widgets()));
                    keep();
                }));
        if (tabs.size() > 1) {
            more.addItem(getTranslation("dashboard.tab.remove"), click -> {
                tabs.remove(at);
                keep();
            });
        }
        more.addItem(getTranslation("dashboard.reset"), click -> {
            parts.dashboards().reset();
            tabs = new ArrayList<>(parts.dashboards().current().orElseGet(this::standard));
            show();
        });
        if (Dashboards.mayPropose()) {
            more.addItem(getTranslation("dashboard.propose"), click -> propose());
        }
        Button done = new Button(getTranslation("dashboard.done"), click -> {
            arranging = false;
            show();
        });
        done.addThemeVariants(ButtonVariant.PRIMARY);
        done.setId("dashboard-done");
        Div actions = new Div(menu, done);
        actions.addClassName("action-row");
        return actions;
    }

    private interface Naming {
        void to(String name);
    }

    private void name(String key, String now, Naming naming) {
        Dialog dialog = new Dialog(getTranslation(key));
        TextField field = new TextField(getTranslation("dashboard.tab.name"));
        field.setMaxLength(Dashboard.LONGEST_NAME);
        field.setValue(now);
        field.setWidthFull();
        Button save = new Button(getTranslation("action.save"), click -> {
            if (field.getValue().isBlank()) {
                field.setErrorMessage(getTranslation("error.required"));
                field.setInvalid(true);
                return;
            }
            naming.to(field.getValue().strip());
            dialog.close();
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        dialog.add(field);
        dialog.getFooter().add(new Button(getTranslation("action.cancel"), click -> dialog.close()), save);
        dialog.open();
        field.focus();
    }

    private void propose() {
        Dialog dialog = new Dialog(getTranslation("dashboard.propose"));
        Select<Role> role = new Select<>();
        role.setLabel(getTranslation("dashboard.role"));
        role.setItems(parts.roles().all());
        role.setItemLabelGenerator(each -> parts.roles().name(each.key(), getLocale()));
        role.setWidthFull();
        Button save = new Button(getTranslation("action.save"), click -> {
            if (role.getValue() != null) {
                parts.dashboards().propose(role.getValue().key(), tabs);
                dialog.close();
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        dialog.add(new Paragraph(getTranslation("dashboard.propose.text")), role);
        dialog.getFooter().add(new Button(getTranslation("action.cancel"), click -> dialog.close()), save);
        dialog.open();
    }

    // widgets

    private Component widget(Placed placed, int place) {
        WidgetKind kind = parts.kinds().stream()
                .filter(each -> each.key().equals(placed.kind()))
                .findFirst()
                .orElse(null);
        DashboardWidget widget = new DashboardWidget(kind, placed, null);
        if (arranging) {
            String title = widget.title();
            Div tools = new Div(
                    tool(VaadinIcon.ARROW_LEFT, "dashboard.earlier", title, place > 0, () -> move(place, place - 1)),
                    tool(
                            VaadinIcon.ARROW_RIGHT,
                            "dashboard.later",
                            title,
                            place < tab().widgets().size() - 1,
                            () -> move(place, place + 1)),
                    tool(
                            VaadinIcon.MINUS,
                            "dashboard.narrower",
                            title,
                            placed.width() > Placed.LEAST_WIDTH,
                            () -> put(place, placed.resized(-1, 0))),
                    tool(
                            VaadinIcon.PLUS,
                            "dashboard.wider",
                            title,
                            placed.width() < Placed.MOST_WIDTH,
                            () -> put(place, placed.resized(1, 0))),
                    tool(
                            VaadinIcon.ARROW_UP,
                            "dashboard.lower",
                            title,
                            placed.height() > 1,
                            () -> put(place, placed.resized(0, -1))),
                    tool(
                            VaadinIcon.ARROW_DOWN,
                            "dashboard.higher",
                            title,
                            placed.height() < Placed.MOST_HEIGHT,
                            () -> put(place, placed.resized(0, 1))),
                    tool(VaadinIcon.TRASH, "dashboard.remove", title, true, () -> remove(place)));
            tools.addClassName("widget-tools");
            widget.arrange(tools, place, from -> move(from, place));
        }
        return widget;
    }

    private Button tool(VaadinIcon icon, String key, String title, boolean possible, Runnable action) {
        Button tool = new Button(icon.create(), click -> action.run());
        tool.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        tool.setAriaLabel(getTranslation(key, title));
        tool.setTooltipText(getTranslation(key, title));
        tool.setEnabled(possible);
        return tool;
    }

    void move(int from, int to) {
        List<Placed> widgets = new ArrayList<>(tab().widgets());
        if (from >= 0 && from < widgets.size() && to >= 0 && to < widgets.size()) {
            Placed moved = widgets.remove(from);
            widgets.add(to, moved);
            keep(widgets);
        }
    }

    private void put(int place, Placed other) {
        List<Placed> widgets = new ArrayList<>(tab().widgets());
        widgets.set(place, other);
        keep(widgets);
    }

    private void remove(int place) {
        List<Placed> widgets = new ArrayList<>(tab().widgets());
        widgets.remove(place);
        keep(widgets);
    }

    private void keep(List<Placed> widgets) {
        tabs.set(at, new Dashboard(tab().name(), widgets));
        keep();
    }

    private void keep() {
        parts.dashboards().keep(Collections.unmodifiableList(Objects.requireNonNull(tabs)));
        show();
    }
}
