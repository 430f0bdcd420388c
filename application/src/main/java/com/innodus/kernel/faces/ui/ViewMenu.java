package com.innodus.kernel.faces.ui;

import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.views.SavedView;
import com.innodus.kernel.records.views.SavedViews;
import com.innodus.kernel.records.views.Sharing;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The saved views of a list: which one is open, whether it was changed since, and what can be done about it. */
class ViewMenu extends Div {
    private static final long serialVersionUID = 1L;

    /** What the list does when a view is chosen here. */
    interface Actions {
        List<SavedView> views();

        /** @param view null for the plain list */
        void open(@Nullable SavedView view);

        /** @throws InvalidRecord when the name is no name */
        void saveAs(String name, Sharing sharing);

        void update(SavedView view);

        /** @throws InvalidRecord when the name is no name */
        void rename(SavedView view, String name, Sharing sharing);

        void delete(SavedView view);

        /** Whether the user is told of what comes into a view. */
        boolean isFollowing(SavedView view);

        void follow(SavedView view, boolean follows);

        /** Whether views can be shown to colleagues. */
        boolean mayShare();
    }

    private final transient Actions actions;

    ViewMenu(Actions actions) {
        this.actions = actions;
        addClassName("view-menu");
    }

    void show(ListState state) {
        removeAll();
        SavedView open = state.view();
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        Span name = new Span(open == null ? getTranslation("view.all") : open.name());
        name.addClassName("view-name");
        var root = bar.addItem(name);
        root.setAriaLabel(getTranslation("view.menu", open == null ? getTranslation("view.all") : open.name()));
        SubMenu menu = root.getSubMenu();
        var all = menu.addItem(getTranslation("view.all"), click -> actions.open(null));
        all.setCheckable(true);
        all.setChecked(open == null);
        for (SavedView view : actions.views()) {
            var item = menu.addItem(entry(view), click -> actions.open(view));
            item.setCheckable(true);
            item.setChecked(open != null && open.id().equals(view.id()));
        }
        menu.addSeparator();
        menu.addItem(
                getTranslation("view.save-as"), click -> askName("view.save-as", "", Sharing.PRIVATE, actions::saveAs));
        if (open != null) {
            var follow = menu.addItem(getTranslation("view.follow"));
            follow.setCheckable(true);
            follow.setChecked(actions.isFollowing(open));
            follow.addClickListener(click -> {
                actions.follow(open, follow.isChecked());
                Notification.show(
                        getTranslation(follow.isChecked() ? "view.follow.on" : "view.follow.off", open.name()),
                        3000,
                        Notification.Position.BOTTOM_START);
            });
        }
        if (open != null && SavedViews.mayChange(open)) {
            menu.addItem(
                    getTranslation("view.rename"),
                    click -> askName(
                            "view.rename",
                            open.name(),
                            open.sharing(),
                            (to, sharing) -> actions.rename(open, to, sharing)));
        }
        if (open != null && SavedViews.mayDelete(open)) {
            menu.addItem(getTranslation("view.delete"), click -> askDelete(open));
        }
        add(bar);
        if (open != null && state.isModified()) {
            add(modified(open));
        }
    }

    private Component entry(SavedView view) {
        Span entry = new Span(view.name());
        if (view.sharing() != Sharing.PRIVATE) {
            Span shared = new Span(getTranslation("view.shared." + view.sharing()));
            shared.addClassName("secondary");
            entry.add(new Span(" "), shared);
        }
        return entry;
    }

    private Component modified(SavedView open) {
        Span mark = new Span(getTranslation("view.modified"));
        mark.addClassName("secondary");
        Div row = new Div(mark);
        row.addClassName("view-modified");
        if (SavedViews.mayChange(open)) {
            Button save = small("view.save", () -> actions.update(open));
            save.setId("save-view");
            row.add(save);
        }
        row.add(small("view.discard", () -> actions.open(open)));
        return row;
    }

    private Button small(String key, Runnable action) {
        Button button = new Button(getTranslation(key), click -> action.run());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    private interface Naming {
        void to(String name, Sharing sharing);
    }

    private void askName(String titleKey, String name, Sharing sharing, Naming naming) {
        Dialog dialog = new Dialog(getTranslation(titleKey));
        TextField field = new TextField(getTranslation("view.name"));
        field.setValue(name);
        field.setRequiredIndicatorVisible(true);
        field.setWidthFull();
        field.setId("view-name");
        Select<Sharing> offered = new Select<>();
        offered.setLabel(getTranslation("sharing"));
        offered.setItems(Sharing.values());
        offered.setItemLabelGenerator(each -> getTranslation("sharing." + each));
        offered.setValue(sharing);
        offered.setWidthFull();
        offered.setVisible(actions.mayShare());
        Button save = new Button(getTranslation("action.save"), click -> {
            try {
                naming.to(field.getValue(), offered.getValue());
                dialog.close();
            } catch (InvalidRecord refused) {
                Problem problem = refused.problems().getFirst();
                field.setErrorMessage(Texts.text(
                        getLocale(), problem.message(), problem.arguments().toArray()));
                field.setInvalid(true);
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.addClickShortcut(Key.ENTER);
        save.setId("save-view-name");
        Div content = new Div(field, offered);
        content.addClassName("dialog-form");
        dialog.add(content);
        dialog.getFooter().add(new Button(getTranslation("action.cancel"), click -> dialog.close()), save);
        dialog.open();
        field.focus();
    }

    private void askDelete(SavedView view) {
        new ConfirmDialog(
                        getTranslation("view.delete"),
                        getTranslation(
                                view.sharing() != Sharing.PRIVATE ? "view.delete.shared" : "view.delete.text",
                                view.name()),
                        getTranslation("action.delete"),
                        confirm -> actions.delete(view),
                        getTranslation("action.cancel"),
                        cancel -> {})
                .open();
    }
}
