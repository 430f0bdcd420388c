package com.innodus.kernel.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * How the bytes of a text file become characters.
 *
 * <p>In order: a byte order mark; valid UTF-8; what looks like a Western European text is windows-1252 (which browsers
 * and Excel mean by Latin-1); else the statistics of juniversalchardet decide. Western comes before statistics because
 * they are easily misled by a short Spanish list.
 *
 * @param charset to decode with
 * @param markBytes length of the byte order mark, to be skipped
 */
record TextEncoding(Charset charset, int markBytes) {
    private static final Charset WESTERN = Charset.forName("windows-1252");
    /** Letters and signs of Spanish, Catalan, Galician, Portuguese, French, Italian and German beyond ASCII. */
    private static final String WESTERN_SIGNS =
            "áéíóúàèìòùâêîôûäëïöüãõñçÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÄËÏÖÜÃÕÑÇßœŒºª·¿¡€«»“”‘’–—…°´©®\u00A0";
    /** More control characters than this share, and it isn't text. */
    private static final double JUNK = 0.01;
    /** The share of bytes above ASCII that must be Western letters among ASCII ones. */
    private static final double MOSTLY = 0.85;

    static TextEncoding detect(Path file) throws IOException, UnreadableTable {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(3);
        }
        if (head.length >= 3 && (head[0] & 0xFF) == 0xEF && (head[1] & 0xFF) == 0xBB && (head[2] & 0xFF) == 0xBF) {
            return utf8OrElse(file, 3);
        }
        if (head.length >= 2 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xFF) == 0xFE) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2).checked(file);
        }
        if (head.length >= 2 && (head[0] & 0xFF) == 0xFE && (head[1] & 0xFF) == 0xFF) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2).checked(file);
        }
        return utf8OrElse(file, 0);
    }

    /** Characters of the file from behind the byte order mark; undecodable bytes read as U+FFFD. */
    Reader reader(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(markBytes);
        } catch (IOException e) {
            in.close();
            throw e;
        }
        return new InputStreamReader(new BufferedInputStream(in, 1 << 16), decoder());
    }

    private CharsetDecoder decoder() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    private static TextEncoding utf8OrElse(Path file, int markBytes) throws IOException, UnreadableTable {
        var statistics = new Statistics();
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(markBytes);
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                statistics.add(buffer, n);
            }
        }
        statistics.refuseBinary();
        if (statistics.isUtf8()) {
            return new TextEncoding(StandardCharsets.UTF_8, markBytes);
        }
        return new TextEncoding(statistics.legacyCharset(), markBytes);
    }

    /** Refuses what has a mark of UTF-16 and is none. */
    private TextEncoding checked(Path file) throws IOException, UnreadableTable {
        char[] buffer = new char[1 << 14];
        long line = 1;
        long bad = 0;
        long total = 0;
        try (Reader reader = reader(file)) {
            for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                total += n;
                for (int i = 0; i < n; i++) {
                    line += buffer[i] == '\n' ? 1 : 0;
                    bad += isJunk(buffer[i]) || buffer[i] == '\uFFFD' ? 1 : 0;
                    if (buffer[i] == 0) {
                        throw new UnreadableTable(TableProblem.NUL_BYTES, line);
                    }
                }
            }
        }
        if (total == 0) {
            throw new UnreadableTable(TableProblem.EMPTY);
        }
        if (bad > total * JUNK) {
            throw new UnreadableTable(TableProblem.NOT_A_TABLE);
        }
        return this;
    }

    private static boolean isJunk(int c) {
        return (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F;
    }

    /** One pass over the bytes gathers all that the decision needs. */
    private static final class Statistics {
        private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        private final CharBuffer decoded = CharBuffer.allocate(1 << 16);
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private boolean validUtf8 = true;
        private final UniversalDetector detector = new UniversalDetector();
        private long total;
        private long junk;
        private long nuls;
        private long line = 1;
        private long firstNulLine;
        private long high;
        private long western;
        private int run;

        void add(byte[] bytes, int length) {
            total += length;
            for (int i = 0; i < length; i++) {
                count(bytes[i] & 0xFF);
            }
            if (validUtf8) {
                decode(bytes, length);
            }
            if (!detector.isDone()) {
                detector.handleData(bytes, 0, length);
            }
        }

        private void count(int value) {
            if (value == '\n') {
                line++;
            } else if (value == 0 && nuls++ == 0) {
                firstNulLine = line;
            }
            junk += isJunk(value) ? 1 : 0;
            if (value < 0x80) {
                run = 0;
                return;
            }
            high++;
            run++;
            // other alphabets come in long runs above ASCII, Western accents stand alone or in twos ("íñ")
            if (run <= 2 && WESTERN_SIGNS.indexOf(WESTERN_CHARS.charAt(value)) >= 0) {
                western++;
            }
        }

        private void decode(byte[] bytes, int length) {
            ByteBuffer input = ByteBuffer.allocate(rest.remaining() + length);
            input.put(rest).put(bytes, 0, length).flip();
            while (true) {
                var result = utf8.decode(input, decoded, false);
                decoded.clear();
                if (result.isError()) {
                    validUtf8 = false;
                    return;
                }
                if (result.isUnderflow()) {
                    break;
                }
            }
            rest = input;
        }

        boolean isUtf8() {
            return validUtf8 && !rest.hasRemaining();
        }

        void refuseBinary() throws UnreadableTable {
            if (total == 0) {
                throw new UnreadableTable(TableProblem.EMPTY);
            }
            if (junk > Math.max(8, total * JUNK)) {
                throw new UnreadableTable(TableProblem.NOT_A_TABLE);
            }
            if (nuls > 0) {
                throw new UnreadableTable(TableProblem.NUL_BYTES, firstNulLine);
            }
        }

        Charset legacyCharset() {
            if (western >= high * MOSTLY) {
                return WESTERN;
            }
            detector.dataEnd();
            String name = detector.getDetectedCharset();
            // a file that is UTF-8 but for a few broken bytes is better read as UTF-8 with a few marks of replacement
            return name != null && Charset.isSupported(name) ? Charset.forName(name) : WESTERN;
        }

        private static final String WESTERN_CHARS = westernChars();

        private static String westernChars() {
            byte[] all = new byte[256];
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) i;
            }
            try {
                return WESTERN.newDecoder()
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .decode(ByteBuffer.wrap(all))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
