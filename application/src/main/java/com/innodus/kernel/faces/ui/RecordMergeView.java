package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Overtaken;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.merge.Merges;
import com.innodus.kernel.records.merge.SideBySide;
import com.innodus.kernel.records.merge.SideBySide.Row;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records that are the same, side by side: which one stays, and with which values. */
@Route(value = ":type/merge")
@PermitAll
public class RecordMergeView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_SHOWN = 400;

    private final transient RecordTypes types;
    private final transient FieldRights rights;
    private final transient Merges merges;
    private final transient FieldText texts;
    private final transient Parting parting;
    private String title = "";

    RecordMergeView(RecordTypes types, FieldRights rights, Merges merges, FieldText texts, Parting parting) {
        this.types = types;
        this.rights = rights;
        this.merges = merges;
        this.texts = texts;
        this.parting = parting;
        addClassName("merge-view");
    }

    /** Goes to where records are compared. */
    static void compare(RecordType<?> type, List<UUID> ids) {
        String all = String.join(",", ids.stream().map(UUID::toString).toList());
        UI.getCurrent().navigate(type.plural() + "/merge", QueryParameters.of("ids", all));
    }

    /**
     * A value to choose.
     *
     * @param marks letters of the records that have it
     */
    private record Choice(int number, String marks, String text) {}

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RecordType<?> type = event.getRouteParameters()
                .get("type")
                .flatMap(types::byPlural)
                .filter(merges::may)
                .orElseThrow(NotFoundException::new);
        Set<UUID> ids = new LinkedHashSet<>();
        event.getLocation().getQueryParameters().getSingleParameter("ids").stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(Ids::parse)
                .forEach(ids::add);
        removeAll();
        try {
            build(rights.seen(type), ids);
        } catch (RecordNotFound | InvalidRecord wrong) {
            throw new NotFoundException();
        }
    }

    private <E extends BaseRecord> void build(RecordType<E> type, Set<UUID> ids) {
        SideBySide<E> sides = merges.compare(type, ids);
        String plural = type.pluralName(getLocale());
        title = getTranslation("same.title", sides.records().size());
        Nav trail = new Nav(new Anchor("/app/" + type.plural(), plural), new Span(title));
        trail.addClassName("breadcrumbs");
        trail.setAriaLabel(getTranslation("shell.breadcrumbs"));
        Paragraph problem = new Paragraph();
        problem.addClassName("field-error");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);

        RadioButtonGroup<E> kept = kept(type, sides);
        Map<Row<E>, RadioButtonGroup<Choice>> rows = rows(type, sides);
        Section which = new Section(new H2(getTranslation("same.kept")), kept);
        which.addClassName("section-card");
        if (merges.closes(ids)) {
            Paragraph closes = new Paragraph(getTranslation("same.closes"));
            closes.addClassName("merge-note");
            which.add(closes);
        }
        Section values = new Section(new H2(getTranslation("same.values")));
        values.addClassName("section-card");
        values.add(new Paragraph(getTranslation(rows.isEmpty() ? "same.equal" : "same.values.text")));
        rows.values().forEach(values::add);
        if (keepsSome(type)) {
            values.add(note("same.hidden"));
        }
        add(trail, new H1(title), new Paragraph(getTranslation("same.text")), problem, which, values);
        add(actions(type, sides, kept, rows, problem));
    }

    private Paragraph note(String key) {
        Paragraph note = new Paragraph(getTranslation(key));
        note.addClassName("secondary");
        return note;
    }

    /** Whether there are fields that the user may not change, which stay as they are. */
    private boolean keepsSome(RecordType<?> type) {
        RecordType<?> whole = types.require(type.key());
        return whole.fields().stream()
                .anyMatch(field -> field.isWritable()
                        && type.field(field.key())
                                .filter(seen -> seen.isWritable())
                                .isEmpty());
    }

    private <E extends BaseRecord> RadioButtonGroup<E> kept(RecordType<E> type, SideBySide<E> sides) {
        RadioButtonGroup<E> kept = new RadioButtonGroup<>();
        kept.setAriaLabel(getTranslation("same.kept"));
        kept.setItems(sides.records());
        kept.setRenderer(new ComponentRenderer<>(record -> {
            Anchor sheet = new Anchor("/app/" + type.plural() + "/" + record.getId(), record.getTitle());
            sheet.setTarget("_blank");
            Span made = new Span(getTranslation(
                    "same.made",
                    FieldText.moment(record.getCreatedAt(), getLocale()),
                    FieldText.moment(record.getChangedAt(), getLocale())));
            made.addClassName("secondary");
            Div text = new Div(new Div(mark(mark(sides.records().indexOf(record))), sheet), made);
            text.addClassName("merge-option");
            return text;
        }));
        kept.setHelperText(getTranslation("same.kept.help"));
        kept.setValue(sides.records().getFirst());
        kept.addClassName("merge-kept");
        kept.setId("merge-kept");
        return kept;
    }

    private static String mark(int record) {
        return String.valueOf((char) ('A' + record));
    }

    private static Span mark(String letters) {
        Span mark = new Span(letters);
        mark.addClassName("merge-mark");
        return mark;
    }

    private <E extends BaseRecord> Map<Row<E>, RadioButtonGroup<Choice>> rows(RecordType<E> type, SideBySide<E> sides) {
        Map<UUID, String> titles = texts.titles(type, sides.records());
        Map<Row<E>, RadioButtonGroup<Choice>> rows = new LinkedHashMap<>();
        for (Row<E> row : sides.rows()) {
            List<Choice> choices = choices(row, titles);
            RadioButtonGroup<Choice> group =
                    new RadioButtonGroup<>(type.label(row.field().key(), getLocale()));
            group.setItems(choices);
            group.setRenderer(new ComponentRenderer<>(choice -> {
                Span text = new Span(choice.text());
                text.addClassName("merge-value");
                Div option = new Div(text, mark(choice.marks()));
                option.addClassName("merge-option");
                return option;
            }));
            group.setValue(choices.stream()
                    .filter(choice -> choice.number() == row.proposed()
                            || row.proposed() >= 0 && choice.marks().contains(mark(row.proposed())))
                    .findFirst()
                    .orElse(choices.getFirst()));
            group.addClassName("merge-row");
            group.setId("merge-" + row.field().key());
            rows.put(row, group);
        }
        return rows;
    }

    /** Each value once, and all together where that makes sense. */
    private <E extends BaseRecord> List<Choice> choices(Row<E> row, Map<UUID, String> titles) {
        Map<@Nullable Object, List<Integer>> byValue = new LinkedHashMap<>();
        for (int i = 0; i < row.values().size(); i++) {
            byValue.computeIfAbsent(row.values().get(i), value -> new ArrayList<>())
                    .add(i);
        }
        List<Choice> choices = new ArrayList<>();
        byValue.forEach((value, numbers) -> choices.add(new Choice(
                numbers.getFirst(),
                String.join(" ", numbers.stream().map(RecordMergeView::mark).toList()),
                shown(row, value, titles))));
        Object together = row.together();
        if (together != null && !byValue.containsKey(together)) {
            choices.add(new Choice(SideBySide.TOGETHER, getTranslation("same.together"), shown(row, together, titles)));
        }
        return choices;
    }

    private String shown(Row<?> row, @Nullable Object value, Map<UUID, String> titles) {
        String text = texts.show(row.field(), value, titles, getLocale()).text();
        if (text.isEmpty()) {
            return getTranslation("history.empty");
        }
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }

    private <E extends BaseRecord> Div actions(
            RecordType<E> type,
            SideBySide<E> sides,
            RadioButtonGroup<E> kept,
            Map<Row<E>, RadioButtonGroup<Choice>> rows,
            Paragraph problem) {
        Button merge = new Button(
                getTranslation("same.merge", sides.records().size()), click -> merge(type, sides, kept, rows, problem));
        merge.addThemeVariants(ButtonVariant.PRIMARY);
        merge.setId("merge");
        Button cancel = new Button(
                getTranslation("action.cancel"),
                click -> UI.getCurrent().getPage().getHistory().back());
        Div actions = new Div(merge, cancel);
        actions.addClassName("form-actions");
        return actions;
    }

    private <E extends BaseRecord> void merge(
            RecordType<E> type,
            SideBySide<E> sides,
            RadioButtonGroup<E> kept,
            Map<Row<E>, RadioButtonGroup<Choice>> rows,
            Paragraph problem) {
        problem.setVisible(false);
        rows.values().forEach(group -> group.setInvalid(false));
        UUID stays = Objects.requireNonNull(kept.getValue()).getId();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        rows.forEach((row, group) ->
                values.put(row.field().key(), row.value(group.getValue().number())));
        try {
            UUID merge = Overtaken.retry(() -> merges.merge(type, stays, sides, values));
            UI.getCurrent().navigate(type.plural() + "/" + stays);
            parting.offer(merge, kept.getValue().getTitle());
        } catch (InvalidRecord refused) {
            refused.problems().forEach(each -> show(type, each, rows, problem));
        } catch (RecordNotFound gone) {
            say(problem, getTranslation("same.gone"));
        } catch (Forbidden forbidden) {
            say(problem, getTranslation("same.forbidden"));
        }
    }

    private <E extends BaseRecord> void show(
            RecordType<E> type, Problem each, Map<Row<E>, RadioButtonGroup<Choice>> rows, Paragraph problem) {
        String text = getTranslation(each.message(), each.arguments().toArray());
        rows.entrySet().stream()
                .filter(row -> row.getKey().field().key().equals(each.field()))
                .findFirst()
                .ifPresentOrElse(
                        row -> {
                            row.getValue().setErrorMessage(text);
                            row.getValue().setInvalid(true);
                        },
                        () -> say(
                                problem,
                                each.field().isEmpty() ? text : type.label(each.field(), getLocale()) + ": " + text));
    }

    private static void say(Paragraph problem, String text) {
        problem.setText(text);
        problem.setVisible(true);
        problem.scrollIntoView();
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
