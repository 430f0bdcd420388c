package com.innodus.kernel.settings.ui;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.features.Features;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.text.Folding;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The pages of the settings: what modules declare for that area, and the record types that stand in it. */
@Component
public class SettingsPages {
    private final List<Destination> destinations;
    private final RecordTypes types;
    private final Features features;
    private final Access access;

    SettingsPages(List<Destination> destinations, RecordTypes types, Features features, Access access) {
        this.destinations =
                destinations.stream().filter(Destination::isSettings).toList();
        this.types = types;
        this.features = features;
        this.access = access;
    }

    /**
     * @param path below {@code /app/}
     * @param words what else people call it
     */
    public record Page(SettingsGroup group, String title, String summary, String words, VaadinIcon icon, String path) {
        /** Whether all folded words occur in what the page is called, does or belongs to. */
        public boolean isFoundBy(List<String> folded, Locale locale) {
            String text = Folding.fold(String.join(" ", title, summary, words, Texts.text(locale, group.textKey())));
            return folded.stream().allMatch(text::contains);
        }
    }

    /** The pages that whoever acts may open, by group and then by name. */
    public List<Page> open(Locale locale) {
        Stream<Page> declared = destinations.stream()
                .filter(place ->
                        features.isOn(place.feature()) && place.allowed().test(CurrentActor.get()))
                .map(place -> page(locale, place.group(), place.textKey(), place.icon(), place.path()));
        Stream<Page> records = types().filter(type -> access.may(type.key(), Operation.READ))
                .map(type -> page(
                        locale,
                        SettingsGroup.DATA,
                        "type." + type.key() + ".plural",
                        VaadinIcon.valueOf(type.icon()),
                        type.plural()));
        return Stream.concat(declared, records)
                .sorted(Comparator.comparing(Page::group).thenComparing(page -> Folding.fold(page.title())))
                .toList();
    }

    /** Keys of the names of all pages, whoever may open them. */
    public List<String> textKeys() {
        return Stream.concat(
                        destinations.stream().map(Destination::textKey),
                        types().map(type -> "type." + type.key() + ".plural"))
                .toList();
    }

    /** Whether an address below {@code /app/} belongs to a page of the settings. */
    public boolean contains(String address) {
        return Stream.concat(destinations.stream().map(Destination::path), types().map(RecordType::plural))
                .anyMatch(path -> address.equals(path) || address.startsWith(path + "/"));
    }

    private Stream<RecordType<?>> types() {
        return types.all().stream().filter(type -> type.area().equals(Destination.SETTINGS));
    }

    private static Page page(Locale locale, SettingsGroup group, String textKey, VaadinIcon icon, String path) {
        return new Page(
                group,
                Texts.text(locale, textKey),
                Texts.find(locale, textKey + ".summary").orElse(""),
                Texts.find(locale, textKey + ".words").orElse(""),
                icon,
                path);
    }
}
