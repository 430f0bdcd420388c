package com.innodus.kernel.faces.ui;

import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.templates.Templates;
import com.vaadin.flow.component.combobox.ComboBox;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts what a field holds into a text, without anybody having to know how that is written. */
final class PlaceholderChoice {
    private PlaceholderChoice() {}

    /**
     * A choice of what may be put in.
     *
     * @param type whose fields are offered; null for what every record has
     * @param insert is given the placeholder
     */
    static ComboBox<String> of(@Nullable RecordType<?> type, Locale locale, Consumer<String> insert) {
        ComboBox<String> fields = new ComboBox<>(Texts.text(locale, "automation.placeholder"));
        Stream<String> own =
                type == null ? Stream.empty() : type.fields().stream().map(Field::key);
        fields.setItems(Stream.concat(Templates.OF_ALL.stream(), own).toList());
        fields.setItemLabelGenerator(key -> type == null || Templates.OF_ALL.contains(key)
                ? Texts.text(locale, "automation.placeholder." + key)
                : type.label(key, locale));
        fields.setHelperText(Texts.text(locale, "automation.placeholder.help"));
        fields.addValueChangeListener(change -> {
            if (change.getValue() != null) {
                insert.accept("{{" + change.getValue() + "}}");
                fields.clear();
            }
        });
        return fields;
    }
}
