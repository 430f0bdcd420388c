package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class ListNamesTest extends Server {
    @Autowired
    ListNames lists;

    private Tenant tenant;

    private String name(String list, String language) {
        if (tenant == null) {
            tenant = newTenant();
        }
        return as(tenant, () -> lists.of(list, Locale.of(language)));
    }

    @ParameterizedTest
    @CsvSource({
        "organisation-status, es, Organizaciones · Estado",
        "organisation-status, en, Organisations · Status",
        "country, es, País",
        "nobody-chooses-from-it, ca, nobody-chooses-from-it"
    })
    void listsAreCalledAsTheFieldsThatChooseFromThem(String list, String language, String expected) {
        assertThat(name(list, language)).isEqualTo(expected);
    }
}
