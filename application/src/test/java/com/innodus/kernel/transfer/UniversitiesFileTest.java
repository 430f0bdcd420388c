package com.innodus.kernel.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UniversitiesFileTest {
    @TempDir
    Path folder;

    @Test
    void theGeneratedListHasTheShapeOfTheRealOne() throws Exception {
        var written = UniversitiesFile.standard().write(folder.resolve("universities.csv"));
        assertShape(written.file());
        assertThat(written.duplicateLines()).hasSize(18);
        List<Row> rows = TableFileTest.rows(TableFile.open(written.file(), Limits.DEFAULT, n -> "Columna " + n));
        List<List<String>> cells = rows.stream().map(Row::cells).toList();
        for (long line : written.duplicateLines()) {
            assertThat(cells.indexOf(cells.get((int) line - 2)))
                    .as("an earlier row that line " + line + " repeats")
                    .isLessThan((int) line - 2);
        }
        assertThat(written.flaws()).isEmpty();
        Path again =
                UniversitiesFile.standard().write(folder.resolve("again.csv")).file();
        assertThat(Files.mismatch(written.file(), again))
                .as("the same bytes each time")
                .isEqualTo(-1);
    }

    @Test
    void theRealListIsRead() throws Exception {
        Path real = shared();
        assumeTrue(real != null, "shared/data/universities.csv is not beside this repository");
        assertShape(real);
    }

    @Test
    void rowsWithProblemsStandOnTheLinesThatAreTold() throws Exception {
        var written = new UniversitiesFile(500, 7, 23).write(folder.resolve("flawed.csv"));
        TableFile table = TableFile.open(written.file(), Limits.DEFAULT, n -> "Columna " + n);
        assertThat(written.flaws()).hasSize(23);
        assertThat(written.duplicateLines()).hasSize(7);
        List<Row> rows = TableFileTest.rows(table);
        assertThat(rows).hasSize(500);
        for (UniversitiesFile.Flaw flaw : written.flaws()) {
            Row row = rows.get((int) flaw.line() - 2);
            assertThat(row.number()).isEqualTo(flaw.line());
            switch (flaw.problem()) {
                case NO_NAME -> assertThat(row.cells().getFirst()).isEmpty();
                case BAD_WEB -> assertThat(row.cells().get(1)).contains(" ");
                case UNKNOWN_COUNTRY_CODE -> assertThat(row.cells().get(4)).isEqualTo("ZZ9");
                case TOO_MANY_CELLS -> assertThat(row.surplus()).containsExactly("sobra");
                case NAME_OF_10_000_CHARACTERS ->
                    assertThat(row.cells().getFirst()).hasSize(10_000);
            }
        }
    }

    private static void assertShape(Path file) throws Exception {
        TableFile table = TableFile.open(file, Limits.DEFAULT, n -> "Columna " + n);
        Preview preview = table.preview(5);
        assertThat(preview.encoding()).isEqualTo("UTF-8");
        assertThat(preview.delimiter()).isEqualTo(';');
        assertThat(preview.headers()).containsExactly("Nombre", "Web", "Dominio", "País", "Código país", "Provincia");
        assertThat(preview.rows()).hasSize(5);
        assertThat(preview.rowCount()).isEqualTo(10_251);
        Set<List<String>> distinct = new HashSet<>();
        List<Row> rows = TableFileTest.rows(table);
        rows.forEach(row -> distinct.add(List.of(row.cells().get(0), row.cells().get(3))));
        assertThat(rows).hasSize(10_251).allMatch(row -> row.surplus().isEmpty());
        assertThat(rows.size() - distinct.size())
                .as("rows that repeat the name and country of another")
                .isEqualTo(18);
        assertThat(rows.getLast().number()).isEqualTo(10_252);
    }

    /** The real list, wherever a folder above this one has it. */
    private static Path shared() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared/data/universities.csv");
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }
}
