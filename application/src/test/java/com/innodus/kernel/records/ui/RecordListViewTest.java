package com.innodus.kernel.records.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Screen;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H1;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RecordListViewTest extends Screen {
    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Test
    void showsTheRecordsOfTheTenant() {
        as(tenant, () -> records.create(organisations, Map.of("name", "Ágora")));

        RecordListView list = open("organisations", RecordListView.class);

        assertThat(window.find(H1.class, list).single().getText()).isEqualTo("Organizaciones");
        assertThat(window.test(window.find(Grid.class, list).single()).size()).isEqualTo(1);
    }
}
