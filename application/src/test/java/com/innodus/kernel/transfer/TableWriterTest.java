package com.innodus.kernel.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.innodus.kernel.transfer.TableWriter.Blank;
import com.innodus.kernel.transfer.TableWriter.Cell;
import com.innodus.kernel.transfer.TableWriter.Day;
import com.innodus.kernel.transfer.TableWriter.Decimal;
import com.innodus.kernel.transfer.TableWriter.Flag;
import com.innodus.kernel.transfer.TableWriter.Moment;
import com.innodus.kernel.transfer.TableWriter.Text;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableWriterTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final List<Cell> TYPED = List.of(
            new Text("Ñandú"),
            new Decimal(new BigDecimal("-1234.50")),
            new Day(LocalDate.of(2026, 2, 28)),
            new Moment(Instant.parse("2026-07-01T10:15:30Z")),
            new Flag(true),
            new Blank(),
            new Text("007"));
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g");

    private enum Kind {
        EUROPEAN,
        INTERNATIONAL,
        XLSX
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsExportedIsImportedUnchanged(Kind kind) throws Exception {
        List<String> texts = new ArrayList<>(FormulaGuardTest.payloads());
        texts.addAll(List.of(
                "a;b,c\td|e",
                "\"",
                "\"\"",
                "say \"x\"",
                "two\nlines",
                " spaces ",
                "'",
                "''='",
                "-5",
                "+34 600 11 22",
                "🏳️‍🌈 שלום مرحبا",
                "<b onclick=\"x('y')\">&amp;</b>",
                "ñ".repeat(10_000),
                "_x0041_",
                "null",
                "#N/A"));
        var random = new Random(5);
        String alphabet = "'=+-@\"; \t\n,|a1ñ＝\u00A0";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            texts.add(text.toString());
        }
        // XML reads every line end as a line feed
        List<String> kept = texts.stream()
                .filter(text -> kind != Kind.XLSX || !text.contains("\r"))
                .toList();
        List<List<Cell>> rows = new ArrayList<>();
        kept.forEach(text -> rows.add(List.of(new Text("k"), new Text(text))));
        TableFile table = read(write(kind, List.of("key", "=evil()"), rows));
        assertThat(table.headers()).containsExactly("key", "=evil()");
        assertThat(TableFileTest.rows(table).stream().map(row -> row.cells().get(1)))
                .containsExactlyElementsOf(kept);
    }

    @Test
    void csvIsWhatExcelInSpainOpens() throws Exception {
        byte[] bytes = Files.readAllBytes(write(Kind.EUROPEAN, NAMES, List.of(TYPED)));
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo("\uFEFF\"a\";\"b\";\"c\";\"d\";\"e\";\"f\";\"g\"\r\n"
                        + "\"Ñandú\";\"-1234,50\";\"2026-02-28\";\"2026-07-01T10:15:30Z\";\"true\";\"\";\"007\"\r\n");
    }

    @Test
    void csvLeavesOutNulCharacters() throws Exception {
        TableFile table = read(write(Kind.EUROPEAN, List.of("a"), List.of(List.of(new Text("\0=1\0x")))));
        assertThat(TableFileTest.cells(table)).containsExactly(List.of("=1x"));
    }

    @Test
    void xlsxKeepsTypes() throws Exception {
        Path file = write(Kind.XLSX, NAMES, List.of(TYPED));
        assertThat(TableFileTest.cells(read(file)))
                .containsExactly(List.of("Ñandú", "-1234.5", "2026-02-28", "2026-07-01T12:15:30", "true", "", "007"));
        assertThat(part(file, "xl/worksheets/sheet1.xml"))
                .contains("<v>-1234.50</v>", "t=\"b\"")
                .doesNotContain("<f>");
    }

    @Test
    void xlsxNeverHoldsAFormula() throws Exception {
        List<List<Cell>> rows = new ArrayList<>();
        FormulaGuardTest.payloads().forEach(text -> rows.add(List.of(new Text(text))));
        assertThat(part(write(Kind.XLSX, List.of("=a"), rows), "xl/worksheets/sheet1.xml"))
                .doesNotContain("<f>", "<f ");
    }

    @Test
    void xlsxStaysReadableWithWhatCellsCannotHold() throws Exception {
        String endless = "x".repeat(XlsxTableWriter.MOST_CHARS - 2) + "😀😀";
        Path file = folder.resolve("x.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                var writer = new XlsxTableWriter(out, "a/b:c*[d]?" + "long".repeat(20), MADRID)) {
            writer.header(List.of("a", "b", "c", "d"));
            writer.row(List.of(
                    new Text(endless),
                    new Text("bell\u0007\0\uFFFFx\uD800y"),
                    new Decimal(new BigDecimal("12345678901234567890")),
                    new Day(LocalDate.of(1492, 10, 12))));
            assertThat(writer.shortenedTexts()).isEqualTo(1);
        }
        List<String> cells = TableFileTest.cells(read(file)).getFirst();
        assertThat(cells.get(0))
                .hasSizeLessThanOrEqualTo(XlsxTableWriter.MOST_CHARS)
                .endsWith("x…");
        assertThat(cells.get(1)).startsWith("bell").endsWith("y");
        assertThat(cells.subList(2, 4)).containsExactly("12345678901234567890", "1492-10-12");
    }

    @Test
    void xlsxGoesOnOnASecondSheet() throws Exception {
        Path file = folder.resolve("x.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                var writer = new XlsxTableWriter(out, "Datos", MADRID, 3)) {
            writer.header(List.of("a"));
            for (int i = 0; i < 5; i++) {
                writer.row(List.of(new Text("row" + i)));
            }
        }
        assertThat(part(file, "xl/worksheets/sheet1.xml"))
                .contains("row0", "row1")
                .doesNotContain("row2");
        assertThat(part(file, "xl/worksheets/sheet3.xml")).contains(">a<", "row4");
    }

    @Test
    void theStreamStaysOpenForItsOwner() throws Exception {
        var closed = new boolean[1];
        var out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        try (var csv = new CsvTableWriter(out)) {
            csv.header(List.of("a"));
        }
        try (var xlsx = new XlsxTableWriter(out, "a", MADRID)) {
            xlsx.header(List.of("a"));
        }
        assertThat(closed[0]).isFalse();
    }

    @Test
    void xlsxNumbersRowsAndGoesOnBehindOne() throws Exception {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            rows.add(List.of(new Text("name " + i), new Decimal(BigDecimal.valueOf(i))));
        }
        TableFile table = read(write(Kind.XLSX, List.of("a", "b"), rows));
        assertThat(table.rowCount()).isEqualTo(20_000);
        assertThat(table.preview(3).encoding()).isNull();
        try (TableFile.Rows rest = table.rowsAfter(20_000)) {
            assertThat(rest.next()).isEqualTo(new Row(20_001, List.of("name 19999", "19999"), List.of()));
            assertThat(rest.next()).isNull();
        }
    }

    @Test
    void refusesAZipBombBeforeParsing() throws Exception {
        Map<String, byte[]> parts = parts("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row>");
        parts.put("xl/media/bomb.bin", new byte[64 * 1024 * 1024]);
        assertRefused(parts, TableProblem.ZIP_BOMB);
        Map<String, byte[]> many = parts("");
        for (int i = 0; i < 2_500; i++) {
            many.put("xl/" + i + ".xml", new byte[0]);
        }
        assertRefused(many, TableProblem.ZIP_BOMB);
    }

    @Test
    void refusesMoreUnpackedBytesThanAllowed() throws Exception {
        Map<String, byte[]> parts = parts("");
        byte[] noise = new byte[100_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i % 50 < 25 ? 0 : i);
        }
        parts.put("xl/a.bin", noise);
        Path file = zip(parts);
        UnreadableTable refusal = catchThrowableOfType(
                UnreadableTable.class, () -> TableFile.open(file, new Limits(Files.size(file), 9, 9, 9), n -> "C" + n));
        assertThat(refusal.problem()).isEqualTo(TableProblem.ZIP_BOMB);
    }

    @Test
    void refusesEntitiesInAnyEncoding() throws Exception {
        String sheet = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet>&e;"
                + "</worksheet>";
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            Map<String, byte[]> parts = parts("");
            parts.put("xl/worksheets/sheet1.xml", sheet.getBytes(charset));
            assertRefused(parts, TableProblem.XML_ENTITIES);
        }
    }

    @Test
    void refusesACellFarOutside() throws Exception {
        assertRefused(
                parts("<row r=\"1\"><c r=\"ZZZZZZ1\" t=\"inlineStr\"><is><t>a</t></is></c></row>"),
                TableProblem.BROKEN_WORKBOOK);
        assertRefused(
                parts("<row r=\"1\"><c s=\"1\" r = '&#90;&#90;&#90;&#90;&#90;&#90;1'><v>1</v></c></row>"),
                TableProblem.BROKEN_WORKBOOK);
    }

    @Test
    void refusesDamagedWorkbooksAndOtherZips() throws Exception {
        Map<String, byte[]> parts = parts("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=");
        assertRefused(parts, TableProblem.BROKEN_WORKBOOK);
        parts.remove("xl/workbook.xml");
        assertRefused(parts, TableProblem.BROKEN_WORKBOOK);
        assertRefused(Map.of("readme.txt", "x".getBytes()), TableProblem.NOT_A_TABLE);
        assertRefused(parts(""), TableProblem.EMPTY);
        Path cut = folder.resolve("cut.xlsx");
        byte[] whole = Files.readAllBytes(zip(parts("<row r=\"1\"/>")));
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(catchThrowableOfType(UnreadableTable.class, () -> TableFile.open(cut, Limits.DEFAULT, n -> "C" + n))
                        .problem())
                .isEqualTo(TableProblem.BROKEN_WORKBOOK);
    }

    @Test
    void readsDatesByTheirFormat() throws Exception {
        Map<String, byte[]> parts = parts("""
                <row r="1"><c r="A1"><v>1</v></c></row>
                <row r="2"><c r="A2" s="1"><v>46081</v></c></row><row r="3"><c r="A3" s="2"><v>46081.5</v></c></row>
                <row r="4"><c r="A4" s="3"><v>0.75</v></c></row><row r="5"><c r="A5" s="4"><v>46081</v></c></row>
                <row r="6"><c r="A6" s="5"><v>59</v></c></row>
                """);
        String types = new String(parts.get("[Content_Types].xml"), StandardCharsets.UTF_8);
        parts.put("[Content_Types].xml", types.replace("</Types>", """
                <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>""").getBytes(StandardCharsets.UTF_8));
        parts.put("xl/styles.xml", """
                <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3">
                <numFmt numFmtId="170" formatCode="dd/mm/yyyy\\ hh:mm"/>
                <numFmt numFmtId="171" formatCode="#,##0.00\\ &quot;days&quot;"/>
                <numFmt numFmtId="172" formatCode="[$-C0A]d&quot; de &quot;mmmm"/></numFmts>
                <cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="20"/>
                <xf numFmtId="171"/><xf numFmtId="172"/></cellXfs></styleSheet>""".getBytes(StandardCharsets.UTF_8));
        assertThat(TableFileTest.cells(read(zip(parts))).stream().map(List::getFirst))
                .containsExactly("2026-02-28", "2026-02-28T12:00", "18:00", "46081", "1900-02-28");
    }

    @Test
    void readsNumbersFormulasAndGapsAsPeopleSeeThem() throws Exception {
        TableFile table = read(zip(parts("""
                <row r="2"><c r="A2" t="inlineStr"><is><t>n</t></is></c><c r="C2" t="inlineStr"><is><t>f</t></is></c></row>
                <row r="5"><c r="A5"><v>0.30000000000000004</v></c><c r="B5"><v>3.46E10</v></c>
                <c r="C5"><f>1+1</f><v>2</v></c></row>
                <row r="6"><c r="A6"><v>1E300000000</v></c><c r="B6" t="b"><v>1</v></c><c r="C6" t="e"><v>#N/A</v></c></row>
                """)));
        assertThat(table.headers()).containsExactly("n", "C2", "f");
        assertThat(TableFileTest.rows(table))
                .containsExactly(
                        new Row(5, List.of("0.3", "34600000000", "2"), List.of()),
                        new Row(6, List.of("1E+300000000", "true", "#N/A"), List.of()));
    }

    private Path write(Kind kind, List<String> names, List<List<Cell>> rows) throws IOException {
        Path file = folder.resolve("export");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                TableWriter writer = switch (kind) {
                    case EUROPEAN -> new CsvTableWriter(out);
                    case INTERNATIONAL -> new CsvTableWriter(out, CsvTableWriter.Dialect.INTERNATIONAL);
                    case XLSX -> new XlsxTableWriter(out, "Datos", MADRID);
                }) {
            writer.header(names);
            for (List<Cell> row : rows) {
                writer.row(row);
            }
        }
        return file;
    }

    private static TableFile read(Path file) throws UnreadableTable {
        return TableFile.open(file, Limits.DEFAULT, n -> "C" + n);
    }

    private void assertRefused(Map<String, byte[]> parts, TableProblem problem) throws IOException {
        Path file = zip(parts);
        UnreadableTable refusal = catchThrowableOfType(UnreadableTable.class, () -> read(file));
        assertThat(refusal).as("should be refused: " + problem).isNotNull();
        assertThat(refusal.problem()).isEqualTo(problem);
    }

    private Path zip(Map<String, byte[]> parts) throws IOException {
        Path file = folder.resolve("made.xlsx");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return file;
    }

    private static String part(Path file, String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The fewest parts that make a workbook. */
    private static Map<String, byte[]> parts(String rows) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                </Types>""");
        parts.put("xl/workbook.xml", """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                <sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        parts.put("xl/_rels/workbook.xml.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
                </Relationships>""");
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows
                        + "</sheetData></worksheet>");
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        parts.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }
}
