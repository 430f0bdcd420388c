package com.innodus.crm.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.crm.signup.SignUp;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DemoTenantsTest extends Server {
    @Autowired
    DemoTenants demo;

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Test
    void oneThatAKillLeftEmptyIsFilledAndAFullOneIsLeftAlone() {
        Story story = Story.ALL.getFirst();
        signUp.create(
                new SignUp.Form(
                        story.name(), story.slug(), story.edition().key(), "Alba Demo", DemoTenants.EMAIL, PASSWORD),
                Locale.of("es"),
                true);
        List<Tenant> made = demo.create(PASSWORD);
        assertThat(made)
                .hasSize(Story.ALL.size())
                .allSatisfy(tenant -> assertThat(count(tenant)).isGreaterThan(250));
        List<Integer> before = made.stream().map(this::count).toList();
        demo.create(PASSWORD);
        assertThat(made.stream().map(this::count)).containsExactlyElementsOf(before);
    }

    private int count(Tenant tenant) {
        return as(tenant, Actor.SYSTEM, () -> records.count(organisations, Query.ALL, 10_000));
    }
}
