package com.innodus.kernel.settings.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.shell.GlobalSearch;
import com.innodus.support.Screen;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.KeyPressEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SettingsViewTest extends Screen {
    @Autowired
    GlobalSearch globalSearch;

    private List<String> cards() {
        return window.find(Anchor.class).all().stream()
                .filter(card -> card.hasClassName("settings-card"))
                .map(Anchor::getHref)
                .toList();
    }

    private void search(String words) {
        window.find(TextField.class).withId("settings-search").single().setValue(words);
    }

    @Test
    void hasACardForEachPageInItsGroup() {
        open(SettingsView.PATH, SettingsView.class);

        assertThat(cards())
                .contains(
                        "/app/settings/users",
                        "/app/settings/roles",
                        "/app/settings/brand",
                        "/app/settings/fields",
                        "/app/settings/clients",
                        "/app/attributes");
        assertThat(window.find(H2.class).all())
                .extracting(H2::getText)
                .startsWith("Personas y permisos", "Aspecto y funciones", "Datos");
    }

    @Test
    void isSearchedByWhatPeopleCallThingsWithoutMindingAccents() {
        open(SettingsView.PATH, SettingsView.class);

        search("CONTRASENA");
        assertThat(cards())
                .containsExactlyInAnyOrder("/app/settings/users", "/app/settings/sign-in", "/app/settings/audit");

        search("logotipo colores");
        assertThat(cards()).containsExactly("/app/settings/brand");

        search("nada que exista");
        assertThat(cards()).isEmpty();
        assertThat(window.getCurrentView().getElement().getTextRecursively()).contains("«nada que exista»");
    }

    @Test
    void theFirstHitIsOpenedFromTheKeyboard() {
        open(SettingsView.PATH, SettingsView.class);
        search("tipografía");

        TextField field = window.find(TextField.class).withId("settings-search").single();
        ComponentUtil.fireEvent(field, new KeyPressEvent(field, "Enter"));

        assertThat(window.getUI().getActiveViewLocation().getPath()).isEqualTo("settings/brand");
    }

    @Test
    void offersNothingThatSomebodyMayNotOpen() {
        window = logIn(tenant, newUser(tenant, "Berta", Roles.MEMBER));

        open(SettingsView.PATH, SettingsView.class);

        assertThat(cards()).containsExactly("/app/attributes");
    }

    @Test
    void standsOnceInTheMenuAndIsTheWayBackFromEachPage() {
        open("settings/roles/member", Component.class);

        assertThat(window.find(SideNavItem.class).all())
                .extracting(SideNavItem::getPath)
                .contains("settings")
                .noneMatch(path -> path.startsWith("settings/") || path.equals("attributes"));
        assertThat(hasWayBack()).isTrue();

        open("attributes", Component.class);
        assertThat(hasWayBack()).isTrue();

        open("organisations", Component.class);
        assertThat(hasWayBack()).isFalse();
    }

    private boolean hasWayBack() {
        return window.find(Nav.class).all().stream().anyMatch(nav -> nav.hasClassName("to-settings"));
    }

    @Test
    void theSearchOverEverythingKnowsThePagesByTheirOtherNames() {
        assertThat(find(owner(tenant), "sso")).contains("settings/sign-in");
        assertThat(find(newUser(tenant, "Berta", Roles.MEMBER).actor(), "sso")).isEmpty();
    }

    private List<String> find(Actor actor, String words) {
        return as(
                tenant,
                actor,
                () -> globalSearch.find(words, Locale.of("es")).stream()
                        .map(GlobalSearch.Hit::path)
                        .toList());
    }
}
