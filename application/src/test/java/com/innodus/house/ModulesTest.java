package com.innodus.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.Application;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;

/** Rooms of the house: no circles, nobody reaches into another room's inside, and the map in docs is the house. */
class ModulesTest {
    private static final Path MAP = Path.of("../docs/modules.md");

    private final ApplicationModules modules = ApplicationModules.of(Application.class);

    @Test
    void haveNoCirclesAndKeepTheirInsidesToThemselves() {
        modules.verify();
    }

    /** {@code bin/test ModulesTest -Dmap=write} draws the map anew. */
    @Test
    void areDrawnInTheDocuments() throws Exception {
        String drawn = map();
        if ("write".equals(System.getProperty("map"))) {
            Files.writeString(MAP, drawn);
        }
        assertThat(Files.readString(MAP))
                .as("docs/modules.md; to draw it anew: ./mvnw -pl application -am test -Dtest=ModulesTest -Dmap=write")
                .isEqualTo(drawn);
    }

    private String map() {
        StringBuilder map = new StringBuilder("""
                # Modules

                Each package directly below `com.innodus.kernel` and `com.innodus.crm` is a module. This page is written by
                `ModulesTest` from the code, which fails when the two differ.

                | module | what it is | uses |
                |---|---|---|
                """);
        modules.stream()
                .sorted((a, b) -> name(a).compareTo(name(b)))
                .forEach(module ->
                        map.append("| `%s` | %s | %s |\n".formatted(name(module), purpose(module), uses(module))));
        return map.toString();
    }

    private static String name(ApplicationModule module) {
        return module.getBasePackage().getName().replace("com.innodus.", "");
    }

    /** The first sentence of the module's package-info. */
    private static String purpose(ApplicationModule module) {
        Path info = Path.of("src/main/java", module.getBasePackage().getName().split("\\."))
                .resolve("package-info.java");
        try {
            String text = Files.readString(info);
            String words = text.substring(text.indexOf("/**") + 3, text.indexOf("*/"))
                    .replaceAll("\\n\\s*\\*", " ")
                    .replaceAll("\\{@link [\\w.]*\\.(\\w+)\\}", "$1")
                    .replaceAll("\\s+", " ")
                    .strip();
            return words.split("(?<=\\.) ")[0];
        } catch (Exception e) {
            throw new IllegalStateException(info + " must say what the module is for", e);
        }
    }

    private String uses(ApplicationModule module) {
        return Stream.of(DependencyType.values())
                .flatMap(type -> module.getDirectDependencies(modules, type).uniqueModules())
                .map(used -> "`" + name(used) + "`")
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
