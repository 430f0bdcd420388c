package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Ways.Way;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conditions that hold together, one of them, or none; among them further groups, and groups about linked records. */
class FilterGroup extends Div {
    private static final long serialVersionUID = 1L;

    /** Deeper nobody reads it; the text form of filters goes as deep. */
    private static final int MOST_DEPTH = 3;

    /** How many of the conditions have to hold. */
    private enum Joint {
        ALL,
        ANY,
        NONE
    }

    private final transient Operands operands;
    private final transient RecordType<?> type;
    private final int depth;
    private final Select<Joint> joint = new Select<>();
    private final Div parts = new Div();

    /** The outermost. */
    FilterGroup(RecordType<?> type, Operands operands, Filter filter) {
        this(type, operands, 0, filter);
    }

    private FilterGroup(RecordType<?> type, Operands operands, int depth, Filter filter) {
        this.type = type;
        this.operands = operands;
        this.depth = depth;
        addClassName("filter-group");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", getTranslation("filter.group"));
        joint.setItems(Joint.values());
        joint.setItemLabelGenerator(each -> getTranslation("filter.joint." + each.name()));
        joint.setLabel(getTranslation("filter.joint"));
        joint.setValue(Joint.ALL);
        parts.addClassName("filter-parts");
        Div foot = new Div(
                add("filter.add.condition", () -> put(Filter.NONE)),
                add("filter.add.group", () -> append(new FilterGroup(type, operands, depth + 1, Filter.NONE))),
                add("filter.add.related", () -> append(new RelatedGroup(null))));
        foot.addClassName("filter-foot");
        add(joint, parts, foot);
        show(filter);
    }

    private Button add(String key, Runnable deed) {
        Button add = new Button(getTranslation(key), VaadinIcon.PLUS.create(), click -> deed.run());
        add.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add.setVisible(key.equals("filter.add.condition")
                || depth < MOST_DEPTH
                        && !(key.equals("filter.add.related")
                                && operands.ways().of(type).isEmpty()));
        return add;
    }

    private void show(Filter filter) {
        switch (filter) {
            case Filter.And(var members) -> members.forEach(this::put);
            case Filter.Or(var members) -> {
                joint.setValue(Joint.ANY);
                members.forEach(this::put);
            }
            case Filter.Not(Filter.Or(var members)) -> {
                joint.setValue(Joint.NONE);
                members.forEach(this::put);
            }
            case Filter.Not(Filter.Test ignored) -> put(filter);
            case Filter.Not(Filter.Related ignored) -> put(filter);
            case Filter.Not(var part) -> {
                joint.setValue(Joint.NONE);
                put(part);
            }
            case Filter.Related ignored -> put(filter);
            case Filter.Test ignored -> put(filter);
        }
    }

    private void put(Filter part) {
        if (part.isEmpty() || Conditions.isCondition(part)) {
            ConditionFields condition = new ConditionFields(type, operands, depth < MOST_DEPTH);
            condition.show(part);
            append(condition);
        } else if (part instanceof Filter.Related || part instanceof Filter.Not(Filter.Related ignored)) {
            append(new RelatedGroup(part));
        } else {
            append(new FilterGroup(type, operands, depth + 1, part));
        }
    }

    private void append(Component part) {
        Button remove = new Button(VaadinIcon.CLOSE_SMALL.create());
        remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        remove.setAriaLabel(getTranslation("filter.part.remove"));
        remove.setTooltipText(getTranslation("filter.part.remove"));
        Div row = new Div(part, remove);
        row.addClassName("filter-part");
        remove.addClickListener(click -> row.removeFromParent());
        parts.add(row);
    }

    /** The filter, or nothing with a word at the inputs that lack something. */
    Optional<Filter> read() {
        List<Filter> read = new ArrayList<>();
        boolean isWhole = true;
        for (Component row : parts.getChildren().toList()) {
            Optional<Filter> part = switch (row.getChildren().findFirst().orElseThrow()) {
                case ConditionFields condition -> condition.read();
                case FilterGroup group -> group.read();
                case RelatedGroup related -> related.read();
                default -> throw new IllegalStateException();
            };
            isWhole &= part.isPresent();
            // a group without conditions says nothing
            part.filter(each -> !each.isEmpty()).ifPresent(read::add);
        }
        return isWhole ? Optional.of(joined(read)) : Optional.empty();
    }

    private Filter joined(List<Filter> read) {
        if (read.isEmpty()) {
            return Filter.NONE;
        }
        return switch (joint.getValue()) {
            case ALL -> read.size() == 1 ? read.getFirst() : new Filter.And(List.copyOf(read));
            case ANY -> read.size() == 1 ? read.getFirst() : new Filter.Or(List.copyOf(read));
            case NONE -> new Filter.Not(new Filter.Or(List.copyOf(read)));
        };
    }

    /** There is a linked record, or there is none, for which conditions hold. */
    private final class RelatedGroup extends Div {
        private static final long serialVersionUID = 1L;

        private final Select<Boolean> has = new Select<>();
        private final ComboBox<Way> way = new ComboBox<>();
        private final Div place = new Div();
        private @Nullable FilterGroup there;

        RelatedGroup(@Nullable Filter filter) {
            addClassName("filter-related");
            has.setItems(true, false);
            has.setItemLabelGenerator(
                    each -> getTranslation(Boolean.TRUE.equals(each) ? "filter.related.has" : "filter.related.hasnt"));
            has.setLabel(getTranslation("filter.related"));
            has.setValue(!(filter instanceof Filter.Not));
            way.setItems(operands.ways().of(type));
            way.setItemLabelGenerator(each -> each.label(getLocale()));
            way.setLabel(getTranslation("filter.way"));
            way.addValueChangeListener(change -> offer(Filter.NONE));
            Div head = new Div(has, way);
            head.addClassName("filter-related-head");
            add(head, place);
            Filter positive = filter instanceof Filter.Not(Filter part) ? part : filter;
            if (positive instanceof Filter.Related(String text, Filter part)) {
                operands.ways().find(type, text).ifPresent(found -> {
                    way.setValue(found);
                    offer(part);
                });
            }
        }

        private void offer(Filter part) {
            place.removeAll();
            Way chosen = way.getValue();
            if (chosen != null) {
                FilterGroup group = new FilterGroup(chosen.to(), operands, depth + 1, part);
                there = group;
                place.add(group);
            }
        }

        Optional<Filter> read() {
            Way chosen = way.getValue();
            if (chosen == null || there == null) {
                way.setErrorMessage(getTranslation("error.required"));
                way.setInvalid(true);
                return Optional.empty();
            }
            return there.read().map(part -> {
                Filter related = new Filter.Related(chosen.text(), part);
                return has.getValue() ? related : new Filter.Not(related);
            });
        }
    }
}
