package com.innodus.kernel.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFileTest {
    private static final String SPANISH = "Nombre;País;Año\nMuñoz e Hijos;España;2020\nCañón «Ü»;Perú;1999\n";
    private static final Limits SMALL = new Limits(10_000, 5, 4, 100);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "UTF-8,''",
        "UTF-8,EFBBBF",
        "UTF-16LE,FFFE",
        "UTF-16BE,FEFF",
        "windows-1252,''",
        "ISO-8859-1,''",
        "ISO-8859-15,''"
    })
    void readsSpanishInTheEncodingsOfSpreadsheets(String charset, String mark) throws Exception {
        TableFile table = open(concat(mark, SPANISH.getBytes(Charset.forName(charset))));
        assertThat(table.headers()).containsExactly("Nombre", "País", "Año");
        assertThat(cells(table))
                .containsExactly(List.of("Muñoz e Hijos", "España", "2020"), List.of("Cañón «Ü»", "Perú", "1999"));
        Preview preview = table.preview(1);
        assertThat(preview.encoding()).isEqualTo(charset.startsWith("ISO") ? "windows-1252" : charset);
        assertThat(preview.rows()).hasSize(1);
        assertThat(preview.rowCount()).isEqualTo(2);
    }

    @Test
    void readsCatalanEuroAndTypographyInWindows1252() throws Exception {
        String text = "Nom;Preu\n«Col·legi d’Àger»;15 €\nça—và…;“x”\n";
        TableFile table = open(text.getBytes("windows-1252"));
        assertThat(cells(table)).containsExactly(List.of("«Col·legi d’Àger»", "15 €"), List.of("ça—và…", "“x”"));
    }

    @ParameterizedTest
    @CsvSource({"windows-1251", "KOI8-R", "Shift_JIS", "GB18030", "EUC-KR", "windows-1253"})
    void recognisesOtherAlphabetsByStatistics(String charset) throws Exception {
        String sentence = switch (charset) {
            case "Shift_JIS" -> "東京の早稲田大学は日本の私立大学です。学生がたくさんいます";
            case "GB18030" -> "北京大学是中国的一所著名的综合性大学，学生来自全国各地";
            case "EUC-KR" -> "서울대학교는 대한민국의 국립 대학교입니다 학생이 많습니다";
            case "windows-1253" -> "Το Πανεπιστήμιο Αθηνών είναι το παλαιότερο πανεπιστήμιο της Ελλάδας";
            default -> "Московский государственный университет это один из старейших вузов";
        };
        TableFile table = open(("a;b\n" + (sentence + ";x\n").repeat(20)).getBytes(charset));
        assertThat(cells(table).getFirst()).containsExactly(sentence, "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ",", "\t", "|"})
    void findsTheDelimiter(String delimiter) throws Exception {
        String text = String.join(delimiter, "Name", "Text", "Price") + "\n"
                + String.join(delimiter, "\"a;b,c\td|\"\"e\"\";,\t|\"", "two; words, here | so", "1")
                        .replace("two; words, here | so", "two words")
                + "\n" + String.join(delimiter, "x", "\"new\nline\"", "3");
        TableFile table = open(text);
        assertThat(table.preview(9).delimiter()).isEqualTo(delimiter.charAt(0));
        assertThat(table.headers()).hasSize(3);
        assertThat(cells(table).getFirst().getFirst()).isEqualTo("a;b,c\td|\"e\";,\t|");
    }

    @Test
    void decimalCommasDoNotBeatTheSemicolon() throws Exception {
        assertThat(open("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n").headers()).hasSize(3);
    }

    @Test
    void obeysTheDelimiterThatExcelWritesDown() throws Exception {
        TableFile table = open("sep=|\r\na|b;c\r\n1|2\r\n");
        assertThat(table.headers()).containsExactly("a", "b;c");
        assertThat(rows(table).getFirst().number()).isEqualTo(3);
    }

    @Test
    void oneColumnIsATable() throws Exception {
        TableFile table = open("Correo\na@b.es\nc@d.es");
        assertThat(cells(table)).containsExactly(List.of("a@b.es"), List.of("c@d.es"));
    }

    @Test
    void numbersRowsByTheLineTheyStartOnAndSkipsBlankOnes() throws Exception {
        TableFile table = open("\n\na;b\r\n1;\"x\r\ny\"\r\n\r\n;\r\n2;z\r\n");
        assertThat(rows(table)).extracting(Row::number).containsExactly(4L, 8L);
        assertThat(table.rowCount()).isEqualTo(2);
    }

    @Test
    void goesOnBehindARow() throws Exception {
        TableFile table = open("a\n1\n2\n3\n4\n");
        try (TableFile.Rows rest = table.rowsAfter(3)) {
            assertThat(rest.next().cells()).containsExactly("3");
            assertThat(rest.next().number()).isEqualTo(5);
            assertThat(rest.next()).isNull();
        }
        try (TableFile.Rows all = table.rowsAfter(0)) {
            assertThat(all.next().number()).isEqualTo(2);
        }
    }

    @Test
    void padsShortRowsAndReportsLongOnes() throws Exception {
        TableFile table = open("a;b;c\n1\n1;2;3;;\n1;2;3;4\n");
        assertThat(rows(table))
                .containsExactly(
                        new Row(2, List.of("1", "", ""), List.of()),
                        new Row(3, List.of("1", "2", "3"), List.of()),
                        new Row(4, List.of("1", "2", "3"), List.of("4")));
    }

    @Test
    void namesBlankAndRepeatedHeaders() throws Exception {
        assertThat(open("Mail; ;Mail;Mail (2);Mail;;\nx;x;x;x;x;x;x\n").headers())
                .containsExactly("Mail", "Columna 2", "Mail (3)", "Mail (2)", "Mail (4)");
    }

    @Test
    void quotesInsideTextAreText() throws Exception {
        assertThat(cells(open("a;b\nPantalla 15\";\"Bar \"\"El 5\"\"\"\n")))
                .containsExactly(List.of("Pantalla 15\"", "Bar \"El 5\""));
    }

    @Test
    void refusesAQuoteThatNeverEnds() throws IOException {
        assertRefused("a;b\n1;2\n1;\"never\n1;2\n", TableProblem.UNTERMINATED_QUOTE, 3);
    }

    @Test
    void doesNotReadAHugeFileIntoMemoryBecauseOfOneQuote() throws IOException {
        UnreadableTable refusal =
                refusal(("a;b\n1;\"" + "x\n".repeat(500_000)).getBytes(StandardCharsets.UTF_8), Limits.DEFAULT);
        assertThat(refusal.problem()).isEqualTo(TableProblem.CELL_TOO_LONG);
        assertThat(refusal.arguments()).containsExactly(100_000L, 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n\n \n", ";;\n;;\n"})
    void refusesAnEmptyFile(String text) throws IOException {
        assertRefused(text, TableProblem.EMPTY);
    }

    @Test
    void refusesHeadersAlone() throws IOException {
        assertRefused("a;b;c\n;;\n", TableProblem.HEADER_ONLY);
    }

    @Test
    void refusesWhatBreaksALimitAndTakesWhatIsJustInside() throws Exception {
        assertRefused("x\n".repeat(5_001), TableProblem.TOO_LARGE, 10_002, 10_000);
        assertRefused("a\n" + "x\n".repeat(6), TableProblem.TOO_MANY_ROWS, 5);
        assertRefused("a;b;c;d;e\n1;2\n", TableProblem.TOO_MANY_COLUMNS, 4, 1);
        assertRefused("a;b\n1;2\n1;" + "x".repeat(101), TableProblem.CELL_TOO_LONG, 100, 3);
        assertRefused("a;b\n1;\"" + "x\n".repeat(300) + "\"", TableProblem.CELL_TOO_LONG, 100, 2);
        byte[] inside = ("a;b;c;d\n" + ("\"" + "\"\"".repeat(100) + "\";2\n").repeat(5)).getBytes();
        assertThat(TableFile.open(file(inside), SMALL, n -> "Columna " + n).rowCount())
                .isEqualTo(5);
    }

    @Test
    void refusesARowThatIsNone() throws IOException {
        assertThat(refusal(("a;b\n" + ";".repeat(20_000)).getBytes(), Limits.DEFAULT)
                        .problem())
                .isEqualTo(TableProblem.TOO_MANY_COLUMNS);
    }

    @Test
    void refusesWhatIsNotText() throws IOException {
        byte[] noise = new byte[4_000];
        new java.util.Random(3).nextBytes(noise);
        assertThat(refusal(noise, SMALL).problem()).isEqualTo(TableProblem.NOT_A_TABLE);
        assertRefused("%PDF-1.7\n1 0 obj", TableProblem.NOT_A_TABLE);
        assertThat(refusal(concat("D0CF11E0A1B11AE1", new byte[600]), SMALL).problem())
                .isEqualTo(TableProblem.OLD_OR_PROTECTED_WORKBOOK);
        assertThat(refusal(concat("89504E470D0A1A0A0000000D49484452000000010203", new byte[20]), SMALL)
                        .problem())
                .isEqualTo(TableProblem.NOT_A_TABLE);
        assertRefused("a;b\n1;2\nx\0y;2\n", TableProblem.NUL_BYTES, 3);
        assertThat(refusal(concat("FFFE", "a;b\n1\0;2\n".getBytes(StandardCharsets.UTF_16LE)), SMALL)
                        .problem())
                .isEqualTo(TableProblem.NUL_BYTES);
    }

    @Test
    void oneBrokenByteDoesNotSpoilAUtf8File() throws Exception {
        byte[] text = ("a;b\n" + "Καλημέρα;Iğdır\n".repeat(100) + "x?;y\n").getBytes(StandardCharsets.UTF_8);
        text[text.length - 4] = (byte) 0xC3;
        assertThat(cells(open(text)).getFirst()).containsExactly("Καλημέρα", "Iğdır");
    }

    @Test
    void everyProblemHasItsOwnKey() {
        assertThat(Arrays.stream(TableProblem.values()).map(TableProblem::messageKey))
                .doesNotHaveDuplicates()
                .allMatch(key -> key.matches("transfer\\.problem\\.[a-z-]+"));
    }

    @Test
    void survivesAnyBytes() throws Exception {
        var random = new java.util.Random(11);
        String alphabet = "\"\"\";;,\n\r\t'=\u00F1\u00E9ab\uFEFF \u0000";
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length() - (i % 5 == 0 ? 0 : 1))));
            }
            byte[] bytes = text.toString().getBytes(i % 2 == 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
            try {
                TableFile table = open(bytes);
                assertThat(rows(table)).hasSize((int) table.rowCount());
            } catch (UnreadableTable refused) {
                assertThat(refused.problem()).isNotNull();
            }
        }
    }

    private TableFile open(String text) throws Exception {
        return open(text.getBytes(StandardCharsets.UTF_8));
    }

    private TableFile open(byte[] bytes) throws IOException, UnreadableTable {
        return TableFile.open(file(bytes), Limits.DEFAULT, n -> "Columna " + n);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("upload.bin"), bytes);
    }

    private void assertRefused(String text, TableProblem problem, long... arguments) throws IOException {
        UnreadableTable refusal = refusal(text.getBytes(StandardCharsets.UTF_8), SMALL);
        assertThat(refusal.problem()).isEqualTo(problem);
        assertThat(refusal.arguments())
                .containsExactlyElementsOf(Arrays.stream(arguments).boxed().toList());
    }

    private UnreadableTable refusal(byte[] bytes, Limits limits) throws IOException {
        Path file = file(bytes);
        UnreadableTable refusal =
                catchThrowableOfType(UnreadableTable.class, () -> TableFile.open(file, limits, n -> "Columna " + n));
        assertThat(refusal).as("the file should be refused").isNotNull();
        return refusal;
    }

    static List<Row> rows(TableFile table) throws UnreadableTable {
        List<Row> all = new ArrayList<>();
        try (TableFile.Rows rows = table.rows()) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
        }
        return all;
    }

    static List<List<String>> cells(TableFile table) throws UnreadableTable {
        return rows(table).stream().map(Row::cells).toList();
    }

    private static byte[] concat(String hex, byte[] rest) {
        byte[] start = java.util.HexFormat.of().parseHex(hex);
        byte[] all = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, all, start.length, rest.length);
        return all;
    }
}
