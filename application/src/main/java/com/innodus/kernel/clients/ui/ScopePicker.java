package com.innodus.kernel.clients.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.clients.ApiScopes;
import com.innodus.kernel.clients.ApiScopes.Verb;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a program may do: everything, or what is ticked for each type. */
class ScopePicker extends Div {
    private static final long serialVersionUID = 1L;

    private final Checkbox all;
    private final Map<String, CheckboxGroup<Verb>> groups = new LinkedHashMap<>();
    private final Div single = new Div();
    private final Span problem = new Span();

    ScopePicker(ApiScopes scopes) {
        addClassName("scope-picker");
        all = new Checkbox(getTranslation("clients.scope.all"));
        all.addValueChangeListener(change -> single.setVisible(!change.getValue()));
        single.addClassName("scope-list");
        scopes.types().forEach(type -> offer(type.plural(), type.pluralName(getLocale())));
        if (Roles.isAdministrator(CurrentActor.get().role())) {
            ApiScopes.AREAS.forEach(area -> offer(area, getTranslation(area + ".title")));
        }
        problem.addClassName("field-problem");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        add(all, single, problem);
    }

    private void offer(String of, String label) {
        CheckboxGroup<Verb> group = new CheckboxGroup<>();
        group.setLabel(label);
        group.setItems(Verb.values());
        group.setItemLabelGenerator(verb -> getTranslation("clients.verb." + verb.word()));
        groups.put(of, group);
        single.add(group);
    }

    Set<String> value() {
        if (all.getValue()) {
            return Set.of(ApiScopes.ALL);
        }
        Set<String> chosen = new LinkedHashSet<>();
        groups.forEach((plural, group) -> group.getValue().forEach(verb -> chosen.add(plural + ":" + verb.word())));
        return chosen;
    }

    void complain(String text) {
        problem.setText(text);
        problem.setVisible(!text.isEmpty());
    }

    /** Scopes as people read them. */
    static List<String> words(com.vaadin.flow.component.Component here, ApiScopes known, Set<String> scopes) {
        List<String> words = new ArrayList<>();
        if (scopes.contains(ApiScopes.ALL)) {
            words.add(here.getTranslation("clients.scope.all"));
        }
        for (RecordType<?> type : known.types()) {
            words(here, type.plural(), type.pluralName(UI.getCurrent().getLocale()), scopes, words);
        }
        ApiScopes.AREAS.forEach(area -> words(here, area, here.getTranslation(area + ".title"), scopes, words));
        return words;
    }

    private static void words(
            com.vaadin.flow.component.Component here, String of, String label, Set<String> scopes, List<String> words) {
        String verbs = Arrays.stream(Verb.values())
                .filter(verb -> scopes.contains(ApiScopes.scope(of, verb)))
                .map(verb -> here.getTranslation("clients.verb." + verb.word()))
                .collect(Collectors.joining(", "));
        if (!verbs.isEmpty()) {
            words.add(label + ": " + verbs);
        }
    }
}
