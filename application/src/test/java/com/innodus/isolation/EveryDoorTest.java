package com.innodus.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.support.Visitor;
import com.innodus.support.Visitor.Answer;
import com.innodus.support.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds all doors by itself: MVC mappings and Vaadin routes. A new door is walked through without being listed here; only
 * if it is open without log-in, or if its address has a part of a new kind, it must be entered below.
 */
class EveryDoorTest extends TwoTenants {
    /** What may be seen without log-in. Everything else must turn strangers away. */
    private static final Set<String> OPEN = Set.of(
            "/",
            "/brand/{hash:[0-9a-f]{32}}",
            "/brand/{hash:[0-9a-f]{32}}.css",
            "/confirm",
            "/dev/mail",
            "/dev/mail/{file}",
            "/feed/{secret:[A-Za-z0-9_-]{43}}.ics",
            "/health",
            "/invitation",
            "/language",
            "/login",
            "/operator/login",
            "/password/forgotten",
            "/password/new",
            "/rsvp",
            "/signup",
            "/welcome",
            "/workspaces");

    /** What the parts of an address can stand for, besides all keys of the secret. */
    private static final Map<String, List<String>> PARTS = Map.ofEntries(
            Map.entry("plural", List.of("organisations", "people", "attributes")),
            Map.entry("action", List.of("restore", "undo")),
            Map.entry("comment", List.of()),
            Map.entry("form", List.of(Secret.SLUG)),
            Map.entry("format", List.of("csv", "xlsx", "pdf")),
            Map.entry("slug", List.of()),
            Map.entry("id", List.of()),
            Map.entry("hash", List.of()),
            Map.entry("file", List.of("1-1")),
            Map.entry("name", List.of(Secret.WORD + ".txt")),
            // what nobody can guess
            Map.entry("secret", List.of("A".repeat(43))));

    private static final Pattern PART = Pattern.compile("\\{\\*?(\\w+)(?::(?:[^{}]|\\{[^{}]*})*)?}");

    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    @Autowired
    RecordTypes types;

    @Autowired
    ApplicationContext product;

    private record Door(RequestMethod method, String pattern) {}

    private List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        for (RequestMappingHandlerMapping mapping : mappings) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (String pattern : info.getPatternValues()) {
                    if (pattern.equals("/error")) {
                        // where the server itself goes with an error; by itself it is one
                        continue;
                    }
                    if (methods.isEmpty() || methods.contains(RequestMethod.GET)) {
                        doors.add(new Door(RequestMethod.GET, pattern));
                    }
                    if (methods.contains(RequestMethod.POST)) {
                        doors.add(new Door(RequestMethod.POST, pattern));
                    }
                }
            }
        }
        return doors;
    }

    /** All addresses that a door has for somebody who knows the secret's keys. */
    private Set<String> addresses(String pattern) {
        Matcher part = PART.matcher(pattern);
        if (!part.find()) {
            return Set.of(pattern);
        }
        assertThat(PARTS)
                .as("say what {%s} of %s stands for", part.group(1), pattern)
                .containsKey(part.group(1));
        Set<String> values = new LinkedHashSet<>(PARTS.get(part.group(1)));
        if (values.isEmpty() || part.group(1).equals("name")) {
            values.addAll(secret.keys());
        }
        Set<String> all = new LinkedHashSet<>();
        for (String value : values) {
            all.addAll(addresses(pattern.substring(0, part.start()) + value + pattern.substring(part.end())));
        }
        return all;
    }

    private static Answer enter(Visitor visitor, Door door, String address) {
        return door.method() == RequestMethod.GET
                ? visitor.get(address)
                : visitor.post("/login", address, Map.of("language", "es", "back", "/"));
    }

    private void requireSilence(Answer answer, String where) {
        assertThat(answer.status()).as(where).isLessThan(500);
        assertThat(answer.body() + answer.headers())
                .as(where)
                .doesNotContain(mine.name(), emailOf(mine.slug()))
                .satisfies(
                        text -> assertThat(text.replace("/" + Secret.WORD, "")).doesNotContain(Secret.WORD));
    }

    @Test
    void strangersAreTurnedAwayAtEveryDoorThatIsNotOpen() {
        Set<String> open = new TreeSet<>();
        for (Door door : doors()) {
            for (String address : addresses(door.pattern())) {
                Answer answer = enter(at(curious), door, address);
                assertThat(answer.status()).as("%s %s", door, address).isLessThan(500);
                boolean away = answer.location().endsWith("/login")
                        || List.of(401, 403, 404).contains(answer.status());
                if (!away) {
                    open.add(door.pattern());
                }
                requireSilence(answer, "stranger at " + address);
            }
        }
        assertThat(OPEN).containsAll(open);
        Set<String> patterns = new TreeSet<>();
        doors().forEach(door -> patterns.add(door.pattern()));
        assertThat(patterns).as("what is listed as open exists").containsAll(OPEN);
    }

    @Test
    void somebodyOfAnotherTenantFindsNothingBehindAnyDoor() {
        for (Door door : doors()) {
            for (String address : addresses(door.pattern())) {
                requireSilence(enter(spy, door, address), door + " " + address);
            }
        }
    }

    @Test
    void aStolenSessionOpensNoDoor() {
        Visitor thief = owner.at(curious.slug() + ".localhost");
        for (Door door : doors()) {
            for (String address : addresses(door.pattern())) {
                if (!address.equals("/health")) {
                    Answer answer =
                            door.method() == RequestMethod.GET ? thief.get(address) : thief.post(address, Map.of());
                    assertThat(answer.status()).as("%s %s", door, address).isEqualTo(403);
                    requireSilence(answer, "thief at " + address);
                }
            }
        }
    }

    @Test
    void theBaseHostHasNothingOfAnyTenant() {
        for (Door door : doors()) {
            for (String address : addresses(door.pattern())) {
                // the development mailbox of the base host shows all mails, on a developer's machine only
                if (!address.startsWith("/dev/")) {
                    requireSilence(enter(new Visitor(port, "localhost"), door, address), door + " " + address);
                }
            }
        }
    }

    @Test
    void everyViewOfTheWorkspaceIsClosedToStrangersAndShowsNothingOfAnother() {
        List<String> templates = Workspace.routes(product).stream()
                .flatMap(route -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(route.getTemplate()),
                        route.getRouteAliases().stream().map(alias -> alias.getTemplate())))
                .toList();
        assertThat(templates).contains(":type", ":type/:id");
        try (Workspace own = new Workspace(product, mine, owner(mine))) {
            assertThat(own.open("organisations/" + secret.organisation())).isTrue();
            assertThat(own.text()).contains(Secret.WORD);
            assertThat(own.open("forms/" + Secret.SLUG)).isTrue();
        }
        try (Workspace workspace = new Workspace(product, curious, owner(curious))) {
            for (String template : templates) {
                for (String path : paths(template)) {
                    Answer stranger = at(curious).get("/app/" + path);
                    assertThat(stranger.location()).as(path).endsWith("/login");
                    boolean found = workspace.open(path);
                    assertThat(workspace.text()).as(path).doesNotContain(Secret.WORD, mine.name());
                    if (template.contains(":id") || template.contains(":slug")) {
                        assertThat(found).as(path).isFalse();
                    }
                }
            }
        }
    }

    private List<String> paths(String template) {
        List<String> paths = new ArrayList<>();
        for (RecordType<?> type : types.all()) {
            String path = template.replace(":type", type.plural())
                    .replace(":role", "member")
                    .replace(":slug", Secret.SLUG);
            if (path.contains(":id")) {
                secret.keys().forEach(key -> paths.add(path.replace(":id", key)));
            } else {
                paths.add(path);
            }
        }
        paths.forEach(path ->
                assertThat(path).as("say what stands for the parameters").doesNotContain(":"));
        return paths.stream().distinct().toList();
    }
}
