package com.innodus.kernel.webhooks.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.webhooks.Webhook;
import com.innodus.kernel.webhooks.Webhooks;
import com.innodus.kernel.webhooks.Webhooks.Wish;
import com.innodus.support.Screen;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasErrorParameter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class WebhooksViewTest extends Screen {
    @Autowired
    Webhooks webhooks;

    private TextField field(String label) {
        return window.find(TextField.class).withCaption(label).single();
    }

    private void click(String text) {
        window.test(window.find(Button.class).withText(text).single()).click();
    }

    @Test
    void saysWhatIsWrongNextToTheFieldAndShowsTheSecretOnce() {
        open(WebhooksView.PATH, WebhooksView.class);
        click("Nuevo webhook");
        window.test(field("Nombre")).setValue("Tienda");
        window.test(field("Dirección")).setValue("ftp://tienda.test");
        click("Crear");
        assertThat(field("Dirección").isInvalid()).isTrue();
        assertThat(field("Dirección").getErrorMessage()).startsWith("Esta dirección no sirve");
        assertThat(field("Nombre").getValue()).isEqualTo("Tienda");

        window.test(field("Dirección")).setValue("https://tienda.test/innodus");
        click("Crear");
        assertThat(field("Secreto de la firma").getValue()).startsWith("whsec_");
        assertThat(as(tenant, () -> webhooks.all())).extracting(Webhook::name).containsExactly("Tienda");
    }

    @Test
    void aTestTellsAtOnceHowItWent() {
        Webhook hook = as(
                        tenant,
                        // nobody listens there
                        () -> webhooks.create(new Wish("Tienda", "http://localhost:1/", Set.of())))
                .webhook();
        open(WebhooksView.PATH + "/" + hook.id(), WebhookView.class);
        click("Enviar una prueba");
        Details tried = window.find(Details.class).single();
        assertThat(tried.isOpened()).isTrue();
        assertThat(tried.getSummary().getElement().getTextRecursively())
                .contains("No entregado", "Prueba", "No respondió a tiempo");
    }

    @Test
    void isClosedToMembersAndToAddressesOfNoWebhook() {
        window.getUI().navigate(WebhooksView.PATH + "/nada");
        assertThat(window.getCurrentView()).isInstanceOf(HasErrorParameter.class);
        window = logIn(tenant, newUser(tenant, "marta", Roles.MEMBER));
        window.getUI().navigate(WebhooksView.PATH);
        assertThat(window.getCurrentView()).isInstanceOf(HasErrorParameter.class);
    }
}
