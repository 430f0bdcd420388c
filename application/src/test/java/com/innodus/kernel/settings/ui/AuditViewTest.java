package com.innodus.kernel.settings.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.support.Screen;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.HasErrorParameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AuditViewTest extends Screen {
    @Autowired
    AuditTrail trail;

    private List<String> lines() {
        return window.find(ListItem.class).all().stream()
                .filter(line -> line.hasClassName("audit-line"))
                .map(line -> line.getElement().getTextRecursively())
                .toList();
    }

    private void note(int times) {
        as(tenant, () -> {
            for (int i = 0; i < times; i++) {
                trail.note(
                        "role.changed",
                        "#role.member",
                        new Change("#type.person.plural|#operation.edit", "#scope.all", "#scope.own"));
            }
            return CurrentActor.get();
        });
    }

    @Test
    void tellsInTheReadersLanguageWhoChangedWhat() {
        note(1);

        open(AuditView.PATH, AuditView.class);

        assertThat(lines().getFirst())
                .contains("Cambió lo que puede el rol", "Miembro", "Personas: Modificar: Todas → Propias", "Ana");
    }

    @Test
    @SuppressWarnings("unchecked")
    void isNarrowedAndReadOn() {
        note(60);
        open(AuditView.PATH, AuditView.class);
        assertThat(lines()).hasSize(50);

        window.test(window.find(Button.class).withId("audit-more").single()).click();
        assertThat(lines()).hasSizeGreaterThan(59);

        Select<String> area = window.find(Select.class).withId("audit-area").single();
        area.setValue("role");
        assertThat(lines()).hasSize(50).allMatch(line -> line.contains("Miembro"));
        assertThat(window.find(Anchor.class).all()).extracting(Anchor::getHref).contains("/audit.csv?area=role");
    }

    @Test
    void isThereForAdministratorsAlone() {
        window = logIn(tenant, newUser(tenant, "Berta", Roles.MEMBER));

        window.getUI().navigate(AuditView.PATH);

        assertThat(window.getCurrentView()).isInstanceOf(HasErrorParameter.class);
    }
}
