package com.innodus.kernel.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.transfer.ColumnMatcher.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnMatcherTest {
    private static final List<Target> ORGANISATION = List.of(
            Target.of("name", "Nombre", "Name", "Nom", "Razón social", "Empresa", "Organización"),
            Target.of("website", "Sitio web", "Website", "Lloc web", "Web", "URL", "Página web"),
            Target.of("domain", "Dominio", "Domain", "Domini"),
            Target.of("country", "País", "Country", "Estado / país"),
            Target.of("region", "Región", "Region", "Regió", "Provincia", "Comunidad autónoma", "State"),
            Target.of("email", "Correo electrónico", "Email", "Correu electrònic", "E-mail", "Correo"),
            Target.of("phone", "Teléfono", "Phone", "Telèfon", "Móvil"),
            Target.of("taxId", "NIF", "CIF", "Tax ID", "VAT number"),
            Target.of("postcode", "Código postal", "Postcode", "Codi postal", "CP"));

    @Test
    void matchesTheHeadersOfASpanishExport() {
        assertThat(proposals("Nombre", "Web", "Dominio", "País", "Código país", "Provincia"))
                .isEqualTo(Map.of(
                        "Nombre",
                        "name",
                        "Web",
                        "website",
                        "Dominio",
                        "domain",
                        "País",
                        "country",
                        "Provincia",
                        "region"));
    }

    @ParameterizedTest
    @CsvSource({
        "NOMBRE,name",
        "nombre:,name",
        "Nombre de la empresa,-",
        "correo electronico,email",
        "E-MAIL,email",
        "e mail,email",
        "Telefono,phone",
        "Teléfno,phone",
        "Teléfono 1,phone",
        "Telèfon (mòbil),phone",
        "NIF/CIF,taxId",
        "N.I.F.,taxId",
        "tax_id,taxId",
        "taxId,taxId",
        "Codigo Postal,postcode",
        "Código país,-",
        "Nom,name",
        "Provincia/Estado,region",
        "Notas,-",
        "Pais,country",
        "Comunidad Autonoma,region",
        "!!!,-",
        "Pagina  Web,website",
        "Nombre (completo),name"
    })
    void knowsTheTargetOfOneHeader(String header, String key) {
        assertThat(proposals(header).getOrDefault(header, "-")).isEqualTo(key);
    }

    @Test
    void givesEachTargetOnceAndToTheBestHeader() {
        assertThat(proposals("Teléfono 2", "Teléfono", "Telefono"))
                .as("an exact match wins, the first of two equals")
                .isEqualTo(Map.of("Teléfono", "phone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "💥", "-", "1"})
    void proposesNothingForAHeaderWithoutWords(String header) {
        assertThat(proposals(header)).isEmpty();
    }

    @Test
    void isQuickForHugeHeaders() {
        String prose = "palabra ".repeat(5_000);
        assertThat(new ColumnMatcher(ORGANISATION).match(List.of(prose, "Nombre")))
                .containsOnlyKeys(1);
    }

    private static Map<String, String> proposals(String... headers) {
        Map<String, String> proposals = new TreeMap<>();
        new ColumnMatcher(ORGANISATION)
                .match(List.of(headers))
                .forEach((column, match) -> proposals.put(headers[column], match.key()));
        return proposals;
    }
}
