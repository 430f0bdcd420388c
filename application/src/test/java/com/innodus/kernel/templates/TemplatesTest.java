package com.innodus.kernel.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.templates.Templates.Fault;
import com.innodus.support.Server;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class TemplatesTest extends Server {
    @Autowired
    RecordType<Organisation> organisations;

    @Test
    void fillsPlaceholdersAndSections() {
        Map<String, String> known = Map.of("name", "Ágora & Co <b>", "city", "");

        assertThat(Templates.fill("Hola {{name}}{{#city}} de {{city}}{{/city}}{{^city}} (sin ciudad){{/city}}", known))
                .isEqualTo("Hola Ágora & Co <b> (sin ciudad)");
    }

    /** No method or class of Java can be reached. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{name.class}}",
                "{{name.length}}",
                "{{name.toString}}",
                "{{class.name}}",
                "{{getClass}}",
                "{{name.bytes}}"
            })
    void reachesNothingOfJava(String text) {
        assertThat(Templates.fill("[" + text + "]", Map.of("name", "Ágora"))).isEqualTo("[]");
        assertThat(Templates.fault(organisations, text)).isInstanceOf(Fault.Unknown.class);
    }

    @Test
    void saysWhichPlaceholdersMeanNothing() {
        assertThat(Templates.fault(organisations, "{{name}} {{title}} {{link}} {{#city}}x{{/city}}"))
                .isNull();
        assertThat(Templates.fault(organisations, "{{nombre}} {{name}} {{#telefono}}x{{/telefono}}"))
                .isEqualTo(new Fault.Unknown(Set.of("nombre", "telefono")));
        assertThat(Templates.fault(organisations, "{{name")).isInstanceOf(Fault.Unreadable.class);
        assertThat(Templates.fault(organisations, "{{#name}}x")).isInstanceOf(Fault.Unreadable.class);
        assertThat(Templates.fault(organisations, "{{> other}}")).isInstanceOf(Fault.Unreadable.class);
    }
}
