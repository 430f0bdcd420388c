package com.innodus.kernel.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** What the keyboard does, by place; opened by the question mark and from the user's menu. */
class ShortcutsDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /** Keys, separated by spaces, and what they do. */
    private record Shortcut(String keys, String textKey) {}

    ShortcutsDialog() {
        setHeaderTitle(getTranslation("keys.title"));
        Div places = new Div();
        places.addClassName("shortcuts");
        place(
                places,
                "everywhere",
                new Shortcut("Ctrl K", "keys.search"),
                new Shortcut("?", "keys.help"),
                new Shortcut("Esc", "keys.close"));
        place(
                places,
                "list",
                new Shortcut("/", "keys.list-search"),
                new Shortcut("n", "keys.new"),
                new Shortcut("j", "keys.next"),
                new Shortcut("k", "keys.previous"),
                new Shortcut("Enter", "keys.open"),
                new Shortcut("F2", "keys.cell"),
                new Shortcut("x", "keys.choose"),
                new Shortcut(getTranslation("keys.space"), "keys.choose"));
        place(
                places,
                "sheet",
                new Shortcut("j", "keys.next"),
                new Shortcut("k", "keys.previous"),
                new Shortcut("e", "keys.edit"),
                new Shortcut("Ctrl Enter", "keys.comment"));
        place(places, "form", new Shortcut("Ctrl S", "keys.save"));
        add(places);
        getFooter().add(new Button(getTranslation("action.close"), click -> close()));
    }

    private void place(Div places, String key, Shortcut... shortcuts) {
        DescriptionList list = new DescriptionList();
        for (Shortcut shortcut : shortcuts) {
            DescriptionList.Term keys = new DescriptionList.Term();
            List.of(shortcut.keys().split(" ")).forEach(each -> {
                Span cap = new Span(each);
                cap.addClassName("key");
                keys.add(cap);
            });
            list.add(keys, new DescriptionList.Description(getTranslation(shortcut.textKey())));
        }
        places.add(new Div(new H3(getTranslation("keys.in." + key)), list));
    }
}
