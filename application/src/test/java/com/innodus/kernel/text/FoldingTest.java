package com.innodus.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Cañón ÚNICO|canon unico",
                "  Sant\t Cugat \u00A0 del Vallès |sant cugat del valles",
                "COL·LEGI|collegi",
                "coŀlegi|collegi",
                "collegi|collegi",
                "Straße|strasse",
                "STRAẞE|strasse",
                "Łódź Gdańsk|lodz gdansk",
                "Đorđe Ærø Œuvre Þór|dorde aero oeuvre thor",
                "İstanbul IĞDIR ılık|istanbul igdir ilik",
                "Ἀθῆναι ΟΔΟΣ οδός|αθηναι οδοσ οδοσ",
                "مُحَمَّد|محمد",
                "الـقـاهـرة|القاهرة",
                "חֵיפָה|חיפה",
                "がくしゅう|がくしゅう",
                "한국|한국",
                "हिन्दी|हिन्दी",
                "Ｆｕｌｌ ﬁn|full fin",
                "👩‍🚀 ❤️|👩‍🚀 ❤",
                "L’Hospitalet – “x”|l'hospitalet - \"x\"",
                "zero\u200Bwidth\u202E|zerowidth",
                "''|''",
            })
    void foldsWhatPeopleTypeDifferently(String text, String folded) {
        assertThat(Folding.fold(text)).isEqualTo(folded);
    }

    @Test
    void decomposedAndComposedAreTheSame() {
        assertThat(Folding.fold("Cafe\u0301")).isEqualTo(Folding.fold("CAF\u00C9"));
        assertThat(Folding.fold("\u1112\u1161\u11ab")).isEqualTo(Folding.fold("한"));
    }

    @Test
    void foldingTwiceChangesNothing() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(8, 1, i % 2 == 0 ? 0x600 : 0x1FFFF)
                    .filter(point -> point < 0xD800 || point > 0xDFFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String folded = Folding.fold(text);
            assertThat(Folding.fold(folded)).as(text).isEqualTo(folded);
            assertThat(folded).isEqualTo(folded.strip());
        }
    }
}
