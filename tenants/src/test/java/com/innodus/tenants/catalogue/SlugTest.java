package com.innodus.tenants.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {
    static final Iterable<String> RESERVED = Slug.RESERVED;

    @ParameterizedTest
    @ValueSource(strings = {"ab", "agora", "a1", "fundacio-agora", "a-b-c", "a2345678901234567890123456789012"})
    void goodOnesPass(String slug) {
        assertThat(Slug.problem(slug)).isEmpty();
        assertThat(Slug.isPossible(slug)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "a23456789012345678901234567890123",
                "-agora",
                "agora-",
                "1agora",
                "a--b",
                "xn--gora-6na",
                "Agora",
                "AGORA",
                "ágora",
                "a gora",
                "agora ",
                " agora",
                "agora\n",
                "agora\u0000",
                "ago\u200bra",
                "a.b",
                "a_b",
                "a/b",
                "a'b",
                "a\"b",
                "a;drop",
                "a@b",
                "a:80",
                "аgora", // Cyrillic a
                "ɑgora",
                "agоra", // Cyrillic o
                "ａｇｏｒａ",
                "ag\u0131ra",
                "agora\u0301",
                "أغورا",
                "🦊fox",
            })
    void whatCouldBreakOrImitateAnAddressIsRefused(String slug) {
        assertThat(Slug.problem(slug)).contains(Slug.Problem.INVALID);
        assertThat(Slug.isPossible(slug)).isFalse();
    }

    @ParameterizedTest
    @FieldSource("RESERVED")
    void ourOwnNamesAndThoseOfMailAndBrowsersAreReserved(String slug) {
        assertThat(Slug.problem(slug)).contains(Slug.Problem.RESERVED);
    }

    @Test
    void twoSlugsNeverShareASchema() {
        assertThat(Slug.schemaOf("fundacio-agora"))
                .isEqualTo("t_fundacio_agora")
                .matches("t_[a-z0-9_]{1,40}");
        // the only other slug that could stand for that schema isn't one
        assertThat(Slug.problem("fundacio_agora")).contains(Slug.Problem.INVALID);
    }
}
