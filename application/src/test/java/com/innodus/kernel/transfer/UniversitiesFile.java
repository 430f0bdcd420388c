package com.innodus.kernel.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A list of universities as a Spanish spreadsheet exports it: byte order mark, semicolons, CRLF, accents and many
 * scripts. The same parameters always give the same bytes.
 *
 * @param rows in all, repetitions and rows with problems included
 * @param duplicates rows that repeat an earlier one in every cell, so that they are duplicates by any key
 * @param problems rows that an import should refuse or report, spread over the file
 */
public record UniversitiesFile(int rows, int duplicates, int problems) {
    public static final String HEADER = "Nombre;Web;Dominio;País;Código país;Provincia";

    /** What is wrong with a row. */
    public enum Problem {
        NO_NAME,
        BAD_WEB,
        UNKNOWN_COUNTRY_CODE,
        TOO_MANY_CELLS,
        NAME_OF_10_000_CHARACTERS
    }

    /** A row with a problem and the line of the file that it stands on. */
    public record Flaw(long line, Problem problem) {}

    /** The file that was written; duplicates are given by their lines. */
    public record Written(Path file, int rows, List<Long> duplicateLines, List<Flaw> flaws) {}

    private record Place(String country, String code, String region, String pattern, List<String> cities) {}

    private static final List<Place> PLACES = List.of(
            new Place("España", "ES", "Castilla y León", "Universidad de %s", List.of("Peñafiel", "Ávila", "León")),
            new Place("España", "ES", "Catalunya", "Universitat de %s", List.of("Vic", "Figueres", "Sant Adrià")),
            new Place("Brazil", "BR", "São Paulo", "Fundação Hermínio de %s", List.of("Araras", "Jaú", "Sorocaba")),
            new Place(
                    "Germany", "DE", "Baden-Württemberg", "Hochschule %s", List.of("Weißenburg", "Köln", "Göppingen")),
            new Place("Poland", "PL", "", "Politechnika %s", List.of("Łódzka", "Śląska", "Gdańska")),
            new Place("Türkiye", "TR", "", "%s Üniversitesi", List.of("Iğdır", "İzmir", "Çanakkale")),
            new Place("Greece", "GR", "Macedonia", "Πανεπιστήμιο %s", List.of("Κρήτης", "Πατρών", "Θεσσαλίας")),
            new Place("Russian Federation", "RU", "", "Университет %s", List.of("Казань", "Томск", "Самара")),
            new Place("Egypt", "EG", "", "جامعة %s", List.of("القاهرة", "أسوان", "طنطا")),
            new Place("Israel", "IL", "", "אוניברסיטת %s", List.of("חיפה", "אריאל", "תל אביב")),
            new Place("Japan", "JP", "東京都", "%s大学", List.of("早稲田", "がくしゅう", "上智")),
            new Place("Korea, Republic of", "KR", "", "%s대학교", List.of("서울", "부산", "한양")),
            new Place("India", "IN", "", "%s विश्वविद्यालय", List.of("दिल्ली", "मुंबई", "हिन्दी")),
            new Place(
                    "United States",
                    "US",
                    "Texas",
                    "\"%s\" College",
                    List.of("Austin", "O'Brien", "Saint Mary; West")));

    /** The size of the real list: 10,251 rows, 18 of them repeated (there by name and country, with another web). */
    public static UniversitiesFile standard() {
        return new UniversitiesFile(10_251, 18, 0);
    }

    public UniversitiesFile {
        if (duplicates + problems >= rows) {
            throw new IllegalArgumentException("most rows have to be good");
        }
    }

    /** Writes the file, over one that is there. */
    public Written write(Path file) throws IOException {
        List<Long> duplicateLines = new ArrayList<>();
        List<Flaw> flaws = new ArrayList<>();
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write('\uFEFF');
            out.write(HEADER + "\r\n");
            for (int row = 0; row < rows; row++) {
                long line = row + 2L;
                int duplicate = step(row, duplicates, 0);
                int problem = step(row, problems, 1);
                if (duplicate > 0) {
                    duplicateLines.add(line);
                    // repeats a row near the beginning, which is good and no repetition itself
                    out.write(String.join(";", good(duplicate - 1)));
                } else if (problem > 0) {
                    Problem kind = Problem.values()[(problem - 1) % Problem.values().length];
                    flaws.add(new Flaw(line, kind));
                    out.write(String.join(";", flawed(row, kind)));
                } else {
                    out.write(String.join(";", good(row)));
                }
                out.write("\r\n");
            }
        }
        return new Written(file, rows, List.copyOf(duplicateLines), List.copyOf(flaws));
    }

    /** 1 to {@code count} where the row is one of that many, from the end of the file backwards; else 0. */
    private int step(int row, int count, int offset) {
        int fromEnd = rows - 1 - row;
        int stride = Math.max(2, (rows - duplicates) / (Math.max(duplicates, problems) + 1) / 2 * 2);
        int index = fromEnd / stride + 1;
        return fromEnd % stride == offset && index <= count ? index : 0;
    }

    private static List<String> good(int row) {
        var random = new Random(20_260_101L + row);
        Place place = PLACES.get(row % PLACES.size());
        String city = place.cities().get(random.nextInt(place.cities().size()));
        String name = place.pattern().formatted(city) + " " + (row + 1);
        String domain = "u%d.edu.%s".formatted(row + 1, place.code().toLowerCase(Locale.ROOT));
        String region = random.nextInt(3) == 0 ? "" : place.region();
        return List.of(
                quoted(name), "https://www." + domain + "/", domain, quoted(place.country()), place.code(), region);
    }

    private static List<String> flawed(int row, Problem problem) {
        List<String> cells = new ArrayList<>(good(row));
        switch (problem) {
            case NO_NAME -> cells.set(0, "");
            case BAD_WEB -> cells.set(1, "no es una web");
            case UNKNOWN_COUNTRY_CODE -> cells.set(4, "ZZ9");
            case TOO_MANY_CELLS -> cells.add("sobra");
            case NAME_OF_10_000_CHARACTERS -> cells.set(0, "Universidad " + "ñ".repeat(9_988));
        }
        return cells;
    }

    private static String quoted(String text) {
        return text.contains(";") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
