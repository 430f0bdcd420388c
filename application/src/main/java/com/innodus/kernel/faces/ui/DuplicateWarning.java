package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Duplicates;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records.Mention;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says that what is being typed may exist already; it keeps nobody from saving. */
public class DuplicateWarning<E extends BaseRecord> extends Div {
    private static final long serialVersionUID = 1L;

    /** Makes warnings. */
    @Component
    public static class Warnings {
        private final Duplicates duplicates;

        Warnings(Duplicates duplicates) {
            this.duplicates = duplicates;
        }

        <E extends BaseRecord> DuplicateWarning<E> on(RecordType<E> type, RecordForm<E> form) {
            DuplicateWarning<E> warning = of(type, form::changes);
            form.onChange(warning::look);
            return warning;
        }

        /** Looks at these values when it is told to. */
        public <E extends BaseRecord> DuplicateWarning<E> of(
                RecordType<E> type, Supplier<Map<String, @Nullable Object>> values) {
            return new DuplicateWarning<>(type, values, duplicates);
        }
    }

    private final transient RecordType<E> type;
    private final transient Supplier<Map<String, @Nullable Object>> values;
    private final transient Duplicates duplicates;

    private DuplicateWarning(
            RecordType<E> type, Supplier<Map<String, @Nullable Object>> values, Duplicates duplicates) {
        this.type = type;
        this.values = values;
        this.duplicates = duplicates;
        addClassName("duplicate-warning");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    public void look() {
        List<Mention> alike = duplicates.of(type, values.get());
        removeAll();
        setVisible(!alike.isEmpty());
        if (alike.isEmpty()) {
            return;
        }
        add(new Span(getTranslation("duplicates.maybe")));
        for (Mention mention : alike) {
            Anchor link = new Anchor("/app/" + type.plural() + "/" + mention.id(), mention.title());
            link.setTarget("_blank");
            add(link);
        }
    }
}
