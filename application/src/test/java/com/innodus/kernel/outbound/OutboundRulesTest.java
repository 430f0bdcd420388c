package com.innodus.kernel.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundRulesTest {
    private static final OutboundRules STRICT = new OutboundRules(false);
    private static final OutboundRules DEVELOPMENT = new OutboundRules(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.org",
                "ftp://id.example.org",
                "file:///etc/passwd",
                "gopher://id.example.org",
                "jar:https://id.example.org!/",
                "javascript:alert(1)",
                "//id.example.org",
                "id.example.org",
                "",
                "https://",
                "https:///path",
                "https://localhost",
                "https://LOCALHOST/",
                "https://localhost.",
                "https://id.localhost",
                "https://127.0.0.1",
                "https://127.1",
                "https://2130706433",
                "https://0x7f000001",
                "https://0x7f.0.0.1",
                "https://0177.0.0.1",
                "https://0",
                "https://10.0.0.1",
                "https://172.16.0.1",
                "https://192.168.1.1",
                "https://169.254.169.254/latest/meta-data/",
                "https://[::1]",
                "https://[::]",
                "https://[::ffff:127.0.0.1]",
                "https://[fe80::1]",
                "https://[fd00:ec2::254]",
                "https://[64:ff9b::7f00:1]",
                "https://metadata.google.internal",
                "https://intranet",
                "https://router.lan",
                "https://printer.local",
                "https://db.internal",
                "https://1.0.0.127.in-addr.arpa",
                "https://user@id.example.org",
                "https://user:secret@id.example.org",
                "https://id.example.org@127.0.0.1",
                "https://id.example.org#@127.0.0.1",
                "https://id.example.org\\@127.0.0.1",
                "https://id.example.org:0",
                "https://id.example.org:99999",
                "https://id.example.org:port",
                "https://id example.org",
                "https://id.example.org\r\nHost: localhost",
                "https://id_x.example.org",
                "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
                "https://127。0。0。1"
            })
    void addressesThatCouldLeadInsideAreRefused(String url) {
        assertThatThrownBy(() -> STRICT.check(url)).isInstanceOf(UnsafeAddress.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://accounts.google.com",
                "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0",
                "https://id.example.org:8443/realms/x",
                "https://xn--fundaci-r0a.example.cat"
            })
    void publicOnesAreAsked(String url) {
        assertThat(STRICT.check(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::7f00:1",
                "64:ff9b::a00:1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatANameResolvesToMustBePublic(String address) throws UnknownHostException {
        assertThat(STRICT.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.63.0.1", "172.15.0.1", "172.32.0.1", "198.17.0.1", "2a00:1450:4003::200e"})
    void publicAddressesBesideTheRangesAreAllowed(String address) throws UnknownHostException {
        assertThat(STRICT.allows(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void developmentAsksItsOwnMachineButNoMetadataService() throws UnknownHostException {
        assertThat(DEVELOPMENT.check("http://127.0.0.1:8180/realms/x").getPort())
                .isEqualTo(8180);
        assertThat(DEVELOPMENT.allows(InetAddress.getByName("127.0.0.1"))).isTrue();
        assertThat(DEVELOPMENT.allows(InetAddress.getByName("169.254.169.254"))).isFalse();
        assertThatThrownBy(() -> DEVELOPMENT.check("ftp://127.0.0.1")).isInstanceOf(UnsafeAddress.class);
    }
}
