package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2h45m | 165",
                "2h 45m | 165",
                "2 h 45 min | 165",
                "1:30 | 90",
                "0:05 | 5",
                "0,5 | 30",
                "0.25 | 15",
                "2 | 120",
                "45m | 45",
                "45 minutos | 45",
                "90' | 90",
                "1,5h | 90",
                "1 hora | 60",
                "2 días | 2880",
                "1d 2h | 1560",
                "0 | 0",
            })
    void readsLengthsOfTimeAsPeopleWriteThem(String text, long minutes) {
        assertThat(Spans.read(text)).contains(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "mañana",
                "1:75",
                "-1",
                "1:",
                ":30",
                "h",
                "99999999999",
                "1e9",
                "2h2h",
                "0x10",
                "999999 h",
                "1 000 000 días",
                "<script>",
                "٣h"
            })
    void refusesWhatIsNone(String text) {
        assertThat(Spans.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 59, 60, 61, 165, 1440, 5_256_000})
    void writesWhatItReads(long minutes) {
        assertThat(Spans.read(Spans.write(Duration.ofMinutes(minutes)))).contains(Duration.ofMinutes(minutes));
    }
}
