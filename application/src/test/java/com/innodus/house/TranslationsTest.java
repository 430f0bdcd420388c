package com.innodus.house;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.features.Feature;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.settings.ui.SettingsPages;
import com.innodus.support.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every text that the product shows exists in every language, takes the same arguments and is used. */
class TranslationsTest extends Server {
    private static final Pattern IN_JAVA = Pattern.compile(
            "(?:getTranslation|Texts\\.text)\\(\\s*(?:[\\w.]+(?:\\(\\))?,\\s*)?\"([a-z0-9-]+(?:\\.[a-z0-9-]+)+)\"\\s*[,)]");
    private static final Pattern NOTES = Pattern.compile("(?:audit|trail)\\.note(?:By)?\\(([^;]*?);", Pattern.DOTALL);
    private static final Pattern IN_TEMPLATES = Pattern.compile("#\\{([a-z0-9-]+(?:\\.[a-z0-9-]+)+)[}(]");

    @Autowired
    RecordTypes types;

    @Autowired
    List<Feature> features;

    @Autowired
    SettingsPages settings;

    private static Properties texts(String suffix) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                TranslationsTest.class.getResourceAsStream("/vaadin-i18n/translations" + suffix + ".properties"),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    private static Set<String> keys(Properties texts) {
        return new TreeSet<>(texts.stringPropertyNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"_en", "_ca"})
    void everyLanguageHasEveryText(String language) throws IOException {
        assertThat(keys(texts(language))).isEqualTo(keys(texts("")));
    }

    /** Of two lines with one key the later would silently be shown in both places. */
    @ParameterizedTest
    @ValueSource(strings = {"", "_en", "_ca"})
    void noKeyStandsTwice(String language) throws IOException {
        String file = "/vaadin-i18n/translations" + language + ".properties";
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(TranslationsTest.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            Set<String> seen = new TreeSet<>();
            assertThat(lines.lines()
                            .filter(line -> line.matches("[^#\\s=]+=.*"))
                            .map(line -> line.substring(0, line.indexOf('=')))
                            .filter(key -> !seen.add(key)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"_en", "_ca"})
    void everyLanguageTakesTheSameArguments(String language) throws IOException {
        Properties spanish = texts("");
        Properties other = texts(language);
        for (String key : keys(spanish)) {
            assertThat(arguments(other.getProperty(key)))
                    .as("arguments of %s", key)
                    .isEqualTo(arguments(spanish.getProperty(key)));
        }
    }

    private static Set<String> arguments(String text) {
        return Pattern.compile("\\{(\\d)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_en", "_ca"})
    void textsAreNoEmptyOrBrokenPatterns(String language) throws IOException {
        Properties texts = texts(language);
        for (String key : keys(texts)) {
            String text = texts.getProperty(key);
            assertThat(text).as(key).isNotBlank();
            if (text.contains("{")) {
                new MessageFormat(text);
            }
        }
    }

    @Test
    void textsThatTheCodeAsksForExist() throws IOException {
        Set<String> known = keys(texts(""));
        Set<String> asked = new TreeSet<>();
        for (Path file : sources("src/main/java", ".java")) {
            collect(IN_JAVA, file, asked);
        }
        for (Path file : sources("src/main/resources/templates", ".html")) {
            collect(IN_TEMPLATES, file, asked);
        }
        assertThat(asked).hasSizeGreaterThan(80);
        assertThat(known).containsAll(asked);
    }

    private static List<Path> sources(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static void collect(Pattern pattern, Path file, Set<String> into) throws IOException {
        collect(pattern, Files.readString(file), into);
    }

    private static void collect(Pattern pattern, String text, Set<String> into) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            into.add(found.group(1));
        }
    }

    /** What is noted in the audit log is read by people. */
    @Test
    void everyActOfTheAuditLogHasItsWords() throws IOException {
        Set<String> acts = new TreeSet<>();
        for (Path file : sources("src/main/java", ".java")) {
            Matcher notes = NOTES.matcher(Files.readString(file));
            while (notes.find()) {
                collect(Pattern.compile("\"([a-z-]+\\.[a-z-]+)\""), notes.group(1), acts);
            }
        }
        assertThat(acts).contains("role.changed", "provider.off", "log-in.failed");
        assertThat(keys(texts("")))
                .containsAll(acts.stream()
                        .flatMap(act ->
                                Stream.of("audit.act." + act, "audit.area." + act.substring(0, act.indexOf('.'))))
                        .toList());
    }

    /** The card of a page of the settings says what the page is for. */
    @Test
    void everyPageOfTheSettingsHasASummary() throws IOException {
        assertThat(keys(texts("")))
                .containsAll(settings.textKeys().stream()
                        .flatMap(key -> Stream.of(key, key + ".summary"))
                        .toList());
    }

    @Test
    void everyRecordTypeFieldAndFeatureHasItsWords() throws IOException {
        List<String> wanted = new ArrayList<>();
        for (RecordType<?> type : types.all()) {
            wanted.add("type." + type.key());
            wanted.add("type." + type.key() + ".plural");
            wanted.add("list.new." + type.key());
            wanted.add("list.empty." + type.key());
            wanted.add("area." + type.area());
            type.sections().forEach(section -> wanted.add("section." + section.key()));
            for (Field<?> field : type.fields()) {
                wanted.add(type.key() + "." + field.key());
            }
        }
        for (Filter.Operator operator : Filter.Operator.values()) {
            wanted.add("operator." + operator.word());
        }
        for (Feature feature : features) {
            wanted.add("feature." + feature.key());
            wanted.add("feature." + feature.key() + ".help");
        }
        assertThat(keys(texts(""))).containsAll(wanted);
    }
}
