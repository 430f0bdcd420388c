package com.innodus.kernel.settings.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.audit.AuditLog;
import com.innodus.kernel.jobs.TenantSweep;
import com.innodus.kernel.settings.JobBoard;
import com.innodus.kernel.settings.JobBoard.Job;
import com.innodus.support.Screen;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.router.HasErrorParameter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class JobsViewTest extends Screen {
    @Autowired
    JobBoard board;

    @Autowired
    List<TenantSweep> sweeps;

    @Autowired
    AuditLog log;

    private Job job(String name) {
        return as(tenant, () -> board.all()).stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyJobHasANameThatPeopleUnderstand() {
        for (TenantSweep sweep : sweeps) {
            for (String language : List.of("es", "en", "ca")) {
                assertThat(com.innodus.kernel.i18n.Texts.find(Locale.of(language), "job." + sweep.name()))
                        .as(sweep.name())
                        .isPresent();
            }
        }
    }

    @Test
    void aJobIsRunByHandAndThatIsRemembered() {
        assertThat(job("access").last()).isNull();
        open(JobsView.PATH, JobsView.class);
        Button run = window.find(Button.class).all().stream()
                .filter(button -> button.getAriaLabel()
                        .filter(label -> label.endsWith("Limpieza de sesiones y enlaces caducados"))
                        .isPresent())
                .findFirst()
                .orElseThrow();
        window.test(run).click();
        assertThat(job("access").last()).isNotNull().satisfies(last -> {
            assertThat(last.error()).isNull();
            assertThat(last.runs()).isEqualTo(1);
        });
        assertThat(window.find(ListItem.class).all())
                .extracting(line -> line.getElement().getTextRecursively())
                .anyMatch(text -> text.contains("Bien") && text.contains("Última vez: ahora mismo"));
        assertThat(as(tenant, () -> log.find(AuditLog.Search.ALL, null, 5)))
                .extracting(AuditLog.Entry::act)
                .contains("job.run");
    }

    @Test
    void isForAdministratorsAlone() {
        User member = newUser(tenant, "marta", Roles.MEMBER);
        assertThatThrownBy(() -> as(tenant, member.actor(), () -> board.all())).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(tenant, member.actor(), () -> board.run("mail")))
                .isInstanceOf(Forbidden.class);
        window = logIn(tenant, member);
        window.getUI().navigate(JobsView.PATH);
        assertThat(window.getCurrentView()).isInstanceOf(HasErrorParameter.class);
    }
}
