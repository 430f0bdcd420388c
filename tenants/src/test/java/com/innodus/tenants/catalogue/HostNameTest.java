package com.innodus.tenants.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, localhost",
        "LOCALHOST, localhost",
        "agora.localhost, agora.localhost",
        "agora.localhost., agora.localhost",
        "agora.localhost:8080, agora.localhost",
        "AGORA.LocalHost.:8080, agora.localhost",
        "crm.agora.example, crm.agora.example",
        "ágora.example, xn--gora-4na.example",
        "XN--GORA-4NA.example, xn--gora-4na.example",
        "ａｇｏｒａ.example, agora.example",
        "agora。example, agora.example",
        "1st.example, 1st.example",
    })
    void isBroughtToOneForm(String host, String normal) {
        assertThat(HostName.normalise(host)).contains(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                ":8080",
                "agora",
                "agora..localhost",
                ".agora.localhost",
                "-agora.localhost",
                "agora-.localhost",
                "a_b.localhost",
                "a b.localhost",
                "agora.localhost/..",
                "agora.localhost\r\nX: y",
                "user@agora.localhost",
                "127.0.0.1",
                "127.0.0.1:8080",
                "0x7f.1",
                "[::1]",
                "[::1]:8080",
                "::1",
                "agora.localhost,evil.example",
                "<script>.localhost",
                "a2345678901234567890123456789012345678901234567890123456789012345.example",
            })
    void whatIsNoHostNameIsNothing(String host) {
        assertThat(HostName.normalise(host)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {260, 5_000})
    void anEndlessNameIsNothing(int length) {
        assertThat(HostName.normalise("a.".repeat(length / 2) + "example")).isEmpty();
    }
}
