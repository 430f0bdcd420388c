package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Entry;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.records.views.BoardLimits;
import com.innodus.support.Screen;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RecordBoardTest extends Screen {
    @Autowired
    Records records;

    @Autowired
    Options options;

    @Autowired
    BoardLimits limits;

    @Autowired
    EntityManagerFactory factory;

    @Autowired
    RecordType<Organisation> organisations;

    private UUID status(String key) {
        return as(
                tenant,
                () -> options.meantBy("organisation-status", key).orElseThrow().id());
    }

    private UUID make(String name, String status, String revenue) {
        return as(
                tenant,
                () -> records.create(
                                organisations,
                                Map.of("name", name, "status", status(status), "revenue", new BigDecimal(revenue)))
                        .id());
    }

    private UUID statusOf(UUID id) {
        return as(tenant, () -> records.get(organisations, id).getStatus());
    }

    private List<String> columns() {
        return window.find(H2.class, window.find(RecordBoard.class).single()).all().stream()
                .map(H2::getText)
                .toList();
    }

    private BoardColumn column(String name) {
        return window.find(BoardColumn.class).all().stream()
                .filter(column -> column.head().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> cards(String column) {
        return window.find(BoardCard.class, column(column)).all().stream()
                .map(card -> card.line().title())
                .toList();
    }

    private void click(String text) {
        window.test(window.find(Button.class).withText(text).single()).click();
        window.roundTrip();
    }

    private void moveByButton(String title, String to) {
        window.test(window.find(Button.class).all().stream()
                        .filter(button -> ("Mover «" + title + "»")
                                .equals(button.getAriaLabel().orElse("")))
                        .findFirst()
                        .orElseThrow())
                .click();
        window.roundTrip();
        click(to);
    }

    @Test
    void showsAColumnForEachValueWithItsCountAndSum() {
        make("Ágora", "active", "1200.50");
        make("Bàscula", "active", "300");
        make("Cordel", "paused", "7");

        open("organisations?face=board.status", RecordListView.class);

        assertThat(columns()).containsExactly("Potencial", "Activo", "En pausa", "Inactivo");
        assertThat(cards("Activo")).containsExactly("Ágora", "Bàscula");
        assertThat(cards("Potencial")).isEmpty();
        assertThat(column("Activo").head().sum()).isEqualTo("1.500,50");
        assertThat(window.find(Anchor.class, column("En pausa")).single().getHref())
                .startsWith("/app/organisations/");
    }

    @Test
    void respectsSearchAndFilter() {
        make("Ágora", "active", "1");
        make("Bàscula", "active", "1");

        open("organisations?face=board.status&q=agora", RecordListView.class);

        assertThat(cards("Activo")).containsExactly("Ágora");
        assertThat(column("Activo").head().count()).isOne();
    }

    @Test
    void aMovedCardGetsTheColumnsValueAndUndoGivesItBack() {
        UUID agora = make("Ágora", "active", "1");
        open("organisations?face=board.status", RecordListView.class);

        moveByButton("Ágora", "En pausa");
        assertThat(statusOf(agora)).isEqualTo(status("paused"));
        assertThat(cards("En pausa")).containsExactly("Ágora");

        click("Deshacer");
        assertThat(statusOf(agora)).isEqualTo(status("active"));
        assertThat(cards("Activo")).containsExactly("Ágora");
    }

    @Test
    void readsAColumnInPartsAndAsManyStatementsForManyRecordsAsForFew() {
        make("Única", "active", "1");
        open("organisations?face=board.status", RecordListView.class);
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        open("organisations?face=board.status", RecordListView.class);
        long few = statistics.getPrepareStatementCount();

        UUID active = status("active");
        as(
                tenant,
                () -> records.writeAll(
                        organisations,
                        IntStream.range(0, 30)
                                .mapToObj(i -> new Entry(null, Map.of("name", "N%02d".formatted(i), "status", active)))
                                .toList(),
                        WriteContext.SINGLE));
        window.getUI().navigate("");
        statistics.clear();
        open("organisations?face=board.status", RecordListView.class);
        assertThat(statistics.getPrepareStatementCount()).isLessThanOrEqualTo(few + 1);
        assertThat(cards("Activo")).hasSize(20);

        click("Mostrar más (11)");
        assertThat(cards("Activo")).hasSize(31).doesNotHaveDuplicates();
    }

    @Test
    void whoMayNotChangeRecordsMovesNone() {
        make("Ágora", "active", "1");
        User reader = newUser(tenant, "lena", Roles.READER);
        window = logIn(tenant, reader);

        open("organisations?face=board.status", RecordListView.class);

        assertThat(cards("Activo")).containsExactly("Ágora");
        assertThat(window.find(Button.class, window.find(RecordBoard.class).single())
                        .all())
                .isEmpty();
        assertThatThrownBy(() -> as(tenant, reader.actor(), () -> {
                    limits.set(organisations, organisations.require("status"), status("active"), 3);
                    return true;
                }))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void aColumnAboveItsLimitIsMarkedForEverybody() {
        make("Ágora", "active", "1");
        make("Bàscula", "active", "1");
        as(tenant, () -> {
            limits.set(organisations, organisations.require("status"), status("active"), 1);
            return true;
        });
        window = logIn(tenant, newUser(tenant, "lena", Roles.READER));

        open("organisations?face=board.status", RecordListView.class);

        assertThat(column("Activo").hasClassName("over-limit")).isTrue();
        assertThat(column("Potencial").hasClassName("over-limit")).isFalse();
        assertThat(window.find(Span.class, column("Activo"))
                        .withClassName("count")
                        .single()
                        .getText())
                .isEqualTo("2 de 1");
    }

    @Test
    void isNotMadeFromAFieldThatIsNoneOrHasNoValuesToMoveBetween() {
        make("Ágora", "active", "1");
        for (String field : List.of("name", "zzz", "", "createdAt", "'; drop table organisation")) {
            open("organisations?face=board." + field.replace(" ", "%20"), RecordListView.class);
            assertThat(window.find(RecordGrid.class).all()).hasSize(1);
            assertThat(window.find(BoardColumn.class).all()).isEmpty();
        }
    }

    @Test
    void usersAreColumnsToo() {
        UUID agora = make("Ágora", "active", "1");
        User lena = newUser(tenant, "lena", Roles.MEMBER);
        TenantScope.run(tenant, () -> users.noteLogIn(lena.id()));

        open("organisations?face=board.owner", RecordListView.class);

        moveByButton("Ágora", "lena");
        assertThat(as(tenant, () -> records.get(organisations, agora).getOwner()))
                .isEqualTo(lena.id());
    }
}
