package com.innodus.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaletteTest {
    private static final int[] STEPS = {0, 51, 102, 153, 204, 255};

    static Stream<Colour> allOverTheCube() {
        return IntStream.range(0, 216).mapToObj(i -> new Colour(STEPS[i / 36], STEPS[i / 6 % 6], STEPS[i % 6]));
    }

    @ParameterizedTest
    @MethodSource("allOverTheCube")
    void textOnAnyBrandColourIsLegible(Colour chosen) {
        Brand brand = Brand.of(chosen);
        for (Palette palette : new Palette[] {Palette.light(brand), Palette.dark(brand)}) {
            assertThat(palette.accent().contrast(palette.onAccent())).isGreaterThanOrEqualTo(Palette.TEXT);
            assertThat(palette.accentText().contrast(palette.ground())).isGreaterThanOrEqualTo(Palette.TEXT);
            assertThat(palette.accentText().contrast(palette.surface())).isGreaterThanOrEqualTo(Palette.TEXT);
            assertThat(palette.ink().contrast(palette.ground())).isGreaterThanOrEqualTo(7);
        }
    }

    @ParameterizedTest
    @MethodSource("allOverTheCube")
    void anyTintLeavesTextLegible(Colour tint) {
        Brand plain = Brand.PLAIN;
        Brand brand = new Brand(
                plain.accent(),
                null,
                tint,
                plain.font(),
                4,
                plain.density(),
                plain.scheme(),
                plain.images(),
                "",
                "",
                "",
                "",
                "");
        assertThat(Palette.light(brand).ink().contrast(Palette.light(brand).ground()))
                .isGreaterThanOrEqualTo(7);
        assertThat(Palette.dark(brand).ink().contrast(Palette.dark(brand).surface()))
                .isGreaterThanOrEqualTo(7);
    }

    @Test
    void aLegibleColourIsUsedAsItWasChosen() {
        assertThat(Palette.light(Brand.of(Colour.of("#1f4f8f"))).accent()).isEqualTo(Colour.of("#1f4f8f"));
    }

    @Test
    void presetsNeedNoCorrectionOnLightGround() {
        assertThat(Presets.ALL).allSatisfy(preset -> {
            Palette light = Palette.light(Brand.of(preset.accent()));
            assertThat(light.accent()).isEqualTo(preset.accent());
            assertThat(light.accentText()).isEqualTo(preset.accent());
        });
    }

    @Test
    void theReportSaysWhatGaveWay() {
        ContrastReport report = ContrastReport.of(Brand.of(Colour.of("#ffe600")));
        assertThat(report.lines()).anySatisfy(line -> {
            assertThat(line.key()).isEqualTo("brand.contrast.link");
            assertThat(line.corrected()).isTrue();
            assertThat(line.ratio()).isGreaterThanOrEqualTo(Palette.TEXT);
        });
    }

    @Test
    void contrastIsThatOfTheStandard() {
        assertThat(Colour.WHITE.contrast(Colour.BLACK)).isEqualTo(21);
        // #767676 is the lightest grey that passes on white
        assertThat(Colour.of("#767676").contrast(Colour.WHITE)).isBetween(4.5, 4.6);
        assertThat(Colour.of("#777777").contrast(Colour.WHITE)).isLessThan(4.5);
    }

    @Test
    void lightnessRoundTrips() {
        Colour colour = Colour.of("#a3412a");
        assertThat(colour.atLightness(colour.lightness())).isEqualTo(colour);
    }

    @Test
    void theSameBrandHasTheSameAddressAndAnotherHasNot() {
        assertThat(BrandCss.compile(Brand.PLAIN, "")).isEqualTo(BrandCss.compile(Brand.of(Colour.of("1F4F8F")), ""));
        assertThat(BrandCss.compile(Brand.PLAIN, "").hash())
                .hasSize(32)
                .isNotEqualTo(BrandCss.compile(Brand.PLAIN, "p{}").hash());
    }
}
