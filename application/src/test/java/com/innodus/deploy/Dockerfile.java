package com.innodus.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** The repository's Dockerfile, for tests that run its commands where there is no Docker. */
record Dockerfile(String text) {
    static Dockerfile read() throws IOException {
        // continued lines become one
        return new Dockerfile(Files.readString(root().resolve("Dockerfile"))
                .replaceAll("(?m)^#.*\n", "")
                .replaceAll("\\\\\n\\s*", " "));
    }

    /** The checkout; tests run in the folder of their module. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("helm")) ? here : here.getParent();
    }

    List<String> healthCheck() {
        return json("HEALTHCHECK.* CMD (\\[.*])");
    }

    List<String> entryPoint() {
        return json("ENTRYPOINT (\\[.*])");
    }

    /** Arguments of the command that unpacks the built jar. */
    List<String> extraction() {
        return List.of(find("RUN java (-Djarmode=tools .*)").split(" +"));
    }

    private List<String> json(String pattern) {
        return List.of(JsonMapper.shared().readValue(find(pattern), String[].class));
    }

    private String find(String pattern) {
        Matcher matcher = Pattern.compile("(?m)^" + pattern + "$").matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("The Dockerfile has no line like " + pattern);
        }
        return matcher.group(1);
    }
}
