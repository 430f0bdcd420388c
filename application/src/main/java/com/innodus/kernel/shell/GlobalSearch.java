package com.innodus.kernel.shell;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.features.Features;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.settings.ui.SettingsPages;
import com.innodus.kernel.settings.ui.SettingsView;
import com.innodus.kernel.text.Folding;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Search over all record types that the user may read, and over places and commands by name; Ctrl-K. */
@org.springframework.stereotype.Component
public class GlobalSearch {
    private static final int HITS_PER_TYPE = 6;
    private static final int COMMANDS = 5;
    private static final int SHORTEST = 2;

    private final RecordTypes types;
    private final Records records;
    private final Access access;
    private final Features features;
    private final List<Destination> destinations;
    private final SettingsPages settings;

    GlobalSearch(
            RecordTypes types,
            Records records,
            Access access,
            Features features,
            List<Destination> destinations,
            SettingsPages settings) {
        this.types = types;
        this.records = records;
        this.access = access;
        this.features = features;
        this.destinations =
                destinations.stream().filter(place -> !place.isSettings()).toList();
        this.settings = settings;
    }

    /**
     * @param kind of hit, translated
     * @param path below {@code /app/}
     */
    public record Hit(String kind, String title, String path) {}

    /** What the words find, commands first; without words, where one can go. */
    public List<Hit> find(String words, Locale locale) {
        List<String> wanted = Folding.words(words);
        Stream<Hit> commands = Stream.concat(
                        commands(locale).filter(hit -> wanted.stream().allMatch(Folding.fold(hit.title())::contains)),
                        settings(wanted, locale))
                .limit(wanted.isEmpty() ? Integer.MAX_VALUE : COMMANDS);
        Stream<Hit> found = words.strip().length() < SHORTEST
                ? Stream.empty()
                : types.all().stream().flatMap(type -> hits(type, words, locale));
        return Stream.concat(commands, found).toList();
    }

    private Stream<Hit> commands(Locale locale) {
        return Stream.of(
                        readable().map(type -> go(locale, type.pluralName(locale), type.plural())),
                        types.all().stream()
                                .filter(type -> access.may(type.key(), Operation.CREATE))
                                .map(type -> new Hit(
                                        Texts.text(locale, "search.command"),
                                        type.newText(locale),
                                        type.plural() + "/new")),
                        destinations.stream()
                                .filter(place -> features.isOn(place.feature())
                                        && place.allowed().test(CurrentActor.get()))
                                .map(place -> go(locale, Texts.text(locale, place.textKey()), place.path())))
                .flatMap(each -> each);
    }

    /** Pages of the settings are also found by what else people call them. */
    private Stream<Hit> settings(List<String> wanted, Locale locale) {
        List<SettingsPages.Page> open = settings.open(locale);
        String title = Texts.text(locale, "settings.title");
        Stream<Hit> all = wanted.stream().allMatch(Folding.fold(title)::contains) && !open.isEmpty()
                ? Stream.of(go(locale, "settings.title", SettingsView.PATH))
                : Stream.empty();
        return Stream.concat(
                all,
                open.stream()
                        .filter(page -> page.isFoundBy(wanted, locale))
                        .map(page -> new Hit(title, page.title(), page.path())));
    }

    private Stream<RecordType<?>> readable() {
        return types.all().stream()
                .filter(type -> !type.area().equals(Destination.SETTINGS) && access.may(type.key(), Operation.READ));
    }

    private static Hit go(Locale locale, String name, String path) {
        return new Hit(Texts.text(locale, "search.place"), name, path);
    }

    private <E extends BaseRecord> Stream<Hit> hits(RecordType<E> type, String words, Locale locale) {
        String kind = type.name(locale);
        return records.suggest(type, words, 0, HITS_PER_TYPE).stream()
                .map(mention -> new Hit(kind, mention.title(), type.plural() + "/" + mention.id()));
    }

    Component field() {
        ComboBox<Hit> box = new ComboBox<>();
        box.addClassName("app-search");
        box.setPlaceholder(box.getTranslation("shell.search"));
        box.setAriaLabel(box.getTranslation("shell.search"));
        box.setPrefixComponent(VaadinIcon.SEARCH.create());
        box.setItemLabelGenerator(Hit::title);
        box.setRenderer(LitRenderer.<Hit>of(
                        "<div class=\"search-hit\"><span>${item.title}</span><small>${item.kind}</small></div>")
                .withProperty("title", Hit::title)
                .withProperty("kind", Hit::kind));
        box.setItemsWithFilterConverter(
                query -> find(query.getFilter().orElse(""), CurrentActor.get().locale()).stream()
                        .skip(query.getOffset())
                        .limit(query.getLimit()),
                text -> text);
        box.addValueChangeListener(change -> {
            if (change.getValue() != null && change.isFromClient()) {
                String path = change.getValue().path();
                box.clear();
                UI.getCurrent().navigate(path);
            }
        });
        box.addFocusShortcut(Key.KEY_K, KeyModifier.CONTROL);
        return box;
    }
}
