package com.innodus.kernel.comments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.comments.Comments.Comment;
import com.innodus.kernel.comments.Comments.Quote;
import com.innodus.kernel.notifications.Notifications;
import com.innodus.kernel.records.ClosedRecords;
import com.innodus.kernel.records.History.Position;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CommentsTest extends Server {
    @Autowired
    Comments comments;

    @Autowired
    Notifications notifications;

    @Autowired
    Records records;

    @Autowired
    ClosedRecords closed;

    @Autowired
    RecordType<Organisation> organisations;

    private UUID organisation(Tenant tenant) {
        return as(
                tenant,
                () -> records.create(organisations, Map.of("name", "Ágora")).id());
    }

    private UUID say(Tenant tenant, UUID record, String text) {
        return as(tenant, () -> comments.add(organisations, record, text));
    }

    private Comment read(Tenant tenant, UUID record, UUID comment) {
        return as(tenant, () -> comments.find(organisations, record, comment).orElseThrow());
    }

    @Test
    void keepsHostileTextAsItIs() {
        Tenant tenant = newTenant();
        UUID record = organisation(tenant);
        String text = "<script>alert(1)</script> \u202Eשלום 👩‍👩‍👧 ' \" -- ; drop table";
        UUID comment = say(tenant, record, text + "\u0000");

        assertThat(read(tenant, record, comment).body()).isEqualTo(text);
        assertThat(read(tenant, record, say(tenant, record, "x".repeat(10_000))).body())
                .hasSize(10_000);
        assertThatThrownBy(() -> say(tenant, record, "x".repeat(10_001))).isInstanceOf(InvalidRecord.class);
        assertThatThrownBy(() -> say(tenant, record, " \n ")).isInstanceOf(InvalidRecord.class);
    }

    @Test
    void anAnswerQuotesWhatItAnswersAndItsAuthorIsToldOnce() {
        Tenant tenant = newTenant();
        UUID record = organisation(tenant);
        Actor berta = newUser(tenant, "berta", Roles.MEMBER).actor();
        UUID question = as(tenant, berta, () -> comments.add(organisations, record, "¿Cuándo vienen?"));

        UUID answer = as(tenant, () -> comments.answer(organisations, record, question, "El martes"));

        assertThat(read(tenant, record, answer).answers())
                .isEqualTo(new Quote(question, berta.id(), "¿Cuándo vienen?"));
        assertThat(as(tenant, berta, () -> notifications.latest(10)))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.kind()).isEqualTo(Notifications.Kind.REPLIED);
                    assertThat(told.link()).endsWith("?entry=" + answer);
                });

        as(tenant, berta, () -> {
            comments.delete(organisations, record, question);
            return true;
        });
        assertThat(read(tenant, record, answer).answers()).isNull();
        assertThat(read(tenant, record, answer).body()).isEqualTo("El martes");
    }

    @Test
    void onlyACommentOnTheSameRecordCanBeAnswered() {
        Tenant tenant = newTenant();
        UUID record = organisation(tenant);
        UUID elsewhere = say(tenant, organisation(tenant), "Secreto");
        Tenant other = newTenant();
        UUID theirs = say(other, organisation(other), "Suyo");

        for (UUID comment : List.of(elsewhere, theirs)) {
            assertThatThrownBy(() -> as(tenant, () -> comments.answer(organisations, record, comment, "¿Sí?")))
                    .isInstanceOf(InvalidRecord.class);
        }
    }

    @Test
    void onlyTheAuthorCorrectsAndOnlyAuthorOrAdministratorDeletes() {
        Tenant tenant = newTenant();
        UUID record = organisation(tenant);
        Actor member = newUser(tenant, "berta", Roles.MEMBER).actor();
        UUID own = as(tenant, member, () -> comments.add(organisations, record, "Una"));
        UUID owners = say(tenant, record, "Otra");

        as(tenant, member, () -> {
            comments.edit(organisations, record, own, "Una corregida");
            assertThatThrownBy(() -> comments.edit(organisations, record, owners, "x"))
                    .isInstanceOf(InvalidRecord.class);
            assertThatThrownBy(() -> comments.delete(organisations, record, owners))
                    .isInstanceOf(Forbidden.class);
            return true;
        });
        assertThat(read(tenant, record, own).body()).isEqualTo("Una corregida");
        assertThat(read(tenant, record, own).editedAt()).isNotNull();

        as(tenant, () -> {
            comments.delete(organisations, record, own);
            return true;
        });
        assertThat(as(tenant, () -> comments.of(organisations, record, null, 10)))
                .extracting(Comment::id)
                .containsExactly(owners);
    }

    @Test
    void pagesByKeyWithPinnedOnesApart() {
        Tenant tenant = newTenant();
        UUID record = organisation(tenant);
        List<UUID> said = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            said.add(say(tenant, record, "Comentario " + i));
        }
        UUID pinned = said.removeFirst();
        as(tenant, () -> {
            comments.pin(organisations, record, pinned, true);
            return true;
        });

        List<UUID> read = new ArrayList<>();
        Position last = null;
        List<Comment> page;
        do {
            Position before = last;
            page = as(tenant, () -> comments.of(organisations, record, before, 4));
            for (Comment comment : page) {
                read.add(comment.id());
                last = new Position(comment.createdAt(), comment.id());
            }
        } while (!page.isEmpty());

        assertThat(read).containsExactlyElementsOf(said.reversed());
        assertThat(as(tenant, () -> comments.pinned(organisations, record)))
                .extracting(Comment::id)
                .containsExactly(pinned);
    }

    @Test
    void anotherTenantReachesNone() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        UUID record = organisation(tenant);
        UUID comment = say(tenant, record, "Nuestro");

        as(other, () -> {
            assertThatThrownBy(() -> comments.of(organisations, record, null, 10))
                    .isInstanceOf(RecordNotFound.class);
            assertThatThrownBy(() -> comments.add(organisations, record, "Hola"))
                    .isInstanceOf(RecordNotFound.class);
            assertThatThrownBy(() -> comments.delete(organisations, record, comment))
                    .isInstanceOf(RecordNotFound.class);
            return true;
        });
        assertThat(read(tenant, record, comment).body()).isEqualTo("Nuestro");
    }

    @Test
    void theLatestAreOfRecordsThatOneMayReadAndOfOnesOwnTenant() {
        Tenant tenant = newTenant();
        UUID open = organisation(tenant);
        UUID secret = organisation(tenant);
        UUID gone = organisation(tenant);
        say(tenant, open, "Primero");
        say(tenant, secret, "Secreto");
        say(tenant, gone, "Borrado");
        say(tenant, open, "Último");
        as(tenant, () -> {
            closed.close(organisations, secret, List.of());
            return records.delete(organisations, List.of(gone), WriteContext.SINGLE);
        });
        Actor member = newUser(tenant, "berta", Roles.MEMBER).actor();
        assertThat(as(tenant, member, () -> comments.latest(10)))
                .extracting(each -> each.comment().body() + " · " + each.title())
                .containsExactly("Último · Ágora", "Primero · Ágora");
        assertThat(as(tenant, member, () -> comments.latest(1))).hasSize(1);
        assertThat(as(newTenant(), () -> comments.latest(10))).isEmpty();
    }
}
