package com.innodus.kernel.records;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.text.Folding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a tenant calls the product's types and their fields, where its own words are others: "members" for people, "case"
 * for a project. Counts at once and in every face; files that name columns by the product's words are still understood.
 */
@Service
@Transactional
public class Wording {
    private final JdbcClient jdbc;
    private final RecordTypes types;
    private final Terms terms;
    private final AuditTrail audit;

    Wording(JdbcClient jdbc, RecordTypes types, Terms terms, AuditTrail audit) {
        this.jdbc = jdbc;
        this.types = types;
        this.terms = terms;
        this.audit = audit;
    }

    /** The types of daily work that the product declares. */
    public List<RecordType<?>> types() {
        return types.all().stream()
                .filter(type -> type.definition().isEmpty() && !type.area().equals("settings"))
                .toList();
    }

    /** Keys of the texts that can be replaced: the type's names, and its fields'. */
    public static List<String> keys(RecordType<?> type) {
        return Stream.concat(
                        Stream.of("type." + type.key(), "type." + type.key() + ".plural"),
                        type.fields().stream()
                                .filter(field -> field.definition().isEmpty())
                                .map(field -> type.key() + "." + field.key()))
                .toList();
    }

    /** The tenant's words for a type, by the keys of the product's texts. */
    @Transactional(readOnly = true)
    public Map<String, Term> of(RecordType<?> type) {
        demand();
        Map<String, Term> own = new LinkedHashMap<>(terms.all());
        own.keySet().retainAll(keys(type));
        return own;
    }

    /**
     * Sets the words for a type; those that aren't named are the product's again.
     *
     * @throws InvalidRecord with what is wrong; the problems' fields are the keys
     */
    public void set(RecordType<?> type, Map<String, Term> words) {
        Map<String, Term> before = of(type);
        Map<String, Term> wanted = new LinkedHashMap<>();
        words.forEach((key, term) -> {
            Term clean = term.clean();
            if (keys(type).contains(key) && !clean.isEmpty()) {
                wanted.put(key, clean);
            }
        });
        List<Problem> problems = problems(type, wanted);
        if (!problems.isEmpty()) {
            throw new InvalidRecord(problems);
        }
        jdbc.sql("delete from own_word where text_key = any(?)")
                .param(keys(type).toArray(String[]::new))
                .update();
        wanted.forEach(
                (key, term) -> jdbc.sql("insert into own_word (text_key, word, word_en, word_ca) values (?, ?, ?, ?)")
                        .param(key)
                        .param(term.word())
                        .param(term.english())
                        .param(term.catalan())
                        .update());
        audit.note("type.reworded", type.subject(), Change.between(facts(before), facts(wanted)));
        types.forget();
    }

    private static Map<String, String> facts(Map<String, Term> words) {
        Map<String, String> facts = new HashMap<>();
        words.forEach((key, term) -> facts.put("#" + key, term.words().collect(Collectors.joining(" · "))));
        return facts;
    }

    private List<Problem> problems(RecordType<?> type, Map<String, Term> wanted) {
        List<Problem> problems = new ArrayList<>();
        wanted.forEach((key, term) -> {
            if (term.word().isEmpty()) {
                problems.add(Problem.of(key, "error.required"));
            } else if (term.words().anyMatch(word -> word.length() > OwnTypes.LONGEST_NAME)) {
                problems.add(Problem.of(key, "error.too-long", Integer.toString(OwnTypes.LONGEST_NAME)));
            }
        });
        Set<String> plurals = types.all().stream()
                .filter(other -> !other.key().equals(type.key()))
                .flatMap(other -> Texts.LANGUAGES.stream().map(other::pluralName))
                .map(Folding::fold)
                .collect(Collectors.toSet());
        String plural = "type." + type.key() + ".plural";
        Term called = wanted.get(plural);
        if (called != null && called.words().map(Folding::fold).anyMatch(plurals::contains)) {
            problems.add(Problem.of(plural, "types.name.taken"));
        }
        // columns of files are recognised by their names
        for (Locale language : Texts.LANGUAGES) {
            type.fields().stream()
                    .collect(Collectors.groupingBy(field -> Folding.fold(label(type, field, wanted, language))))
                    .values()
                    .stream()
                    .filter(alike -> alike.size() > 1)
                    .flatMap(List::stream)
                    .map(field -> type.key() + "." + field.key())
                    .filter(wanted::containsKey)
                    .forEach(key -> problems.add(Problem.of(key, "fields.label.taken")));
        }
        return problems.stream().distinct().toList();
    }

    private static String label(RecordType<?> type, Field<?> field, Map<String, Term> wanted, Locale language) {
        String key = type.key() + "." + field.key();
        return field.definition()
                .map(definition -> definition.label(language))
                .orElseGet(() -> wanted.containsKey(key)
                        ? Objects.requireNonNull(wanted.get(key)).in(language)
                        : Texts.text(language, key));
    }

    private static void demand() {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new Forbidden(Operation.EDIT, "word");
        }
    }
}
