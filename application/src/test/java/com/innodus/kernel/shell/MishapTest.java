package com.innodus.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.support.Screen;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.ErrorEvent;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class MishapTest extends Screen {
    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private void rename(String from, String to) {
        TenantScope.run(
                tenant,
                () -> transactions.executeWithoutResult(status ->
                        jdbc.sql("alter table " + from + " rename to " + to).update()));
    }

    private String notice(Throwable thrown) {
        var session = window.getUI().getSession();
        session.getErrorHandler().error(new ErrorEvent(thrown));
        window.roundTrip();
        return window.find(Notification.class)
                .single()
                .getElement()
                .getProperty("text", "")
                .concat(window.find(Notification.class).single().getElement().getTextRecursively());
    }

    @Test
    void aScreenThatFailsSaysSoInTheUsersLanguageWithAReferenceAndNoDetails() {
        rename("saved_view", "hidden_view");
        FailureView failure = open("organisations", FailureView.class);
        assertThat(failure.getElement().getTextRecursively())
                .contains("Algo no ha ido bien", "Si pide ayuda, dé esta referencia: ")
                .containsPattern("[0-9A-F]{8}")
                .doesNotContain("saved_view", "Exception");
    }

    @Test
    void aClickThatFailsLeavesTheScreenAndSaysSo() {
        assertThat(notice(new IllegalStateException("secret")))
                .contains("Algo no ha ido bien", "referencia")
                .doesNotContain("secret");
        assertThat(window.getCurrentView()).isInstanceOf(HomeView.class);
    }

    @Test
    void aRefusalIsCalledOne() {
        assertThat(notice(new RuntimeException(new Forbidden(Operation.DELETE, "organisation"))))
                .contains("No tiene permiso");
    }
}
