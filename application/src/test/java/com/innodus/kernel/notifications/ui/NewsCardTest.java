package com.innodus.kernel.notifications.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.following.Followers;
import com.innodus.kernel.notifications.NewsPreferences;
import com.innodus.kernel.notifications.Preferences.Choice;
import com.innodus.kernel.notifications.Preferences.Mail;
import com.innodus.kernel.notifications.Topic;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.support.Screen;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.timepicker.TimePicker;
import com.vaadin.flow.router.HasErrorParameter;
import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NewsCardTest extends Screen {
    @Autowired
    NewsPreferences preferences;

    @Autowired
    Followers followers;

    @Autowired
    Records records;

    @Autowired
    RecordTypes types;

    private void click(String id) {
        window.test(window.find(Button.class).id(id)).click();
    }

    @Test
    @SuppressWarnings("unchecked")
    void keepsWhatIsChosen() {
        open("profile", Component.class);
        window.test(window.find(Checkbox.class).id("bell-MENTIONS")).click();
        Select<Mail> mail = (Select<Mail>) window.find(Select.class).id("mail-MENTIONS");
        mail.setValue(Mail.DAILY);

        click("news-save");

        assertThat(as(tenant, preferences::mine).of(Topic.MENTIONS)).isEqualTo(new Choice(false, Mail.DAILY));
        assertThat(as(tenant, preferences::mine).of(Topic.CHANGES)).isEqualTo(Choice.USUAL);
    }

    @Test
    void quietHoursNeedBothEnds() {
        open("profile", Component.class);
        TimePicker until = window.find(TimePicker.class).withCaption("Hasta").single();
        window.find(TimePicker.class).withCaption("Sin correos desde").single().setValue(LocalTime.of(22, 0));

        click("news-save");
        assertThat(until.isInvalid()).isTrue();

        until.setValue(LocalTime.of(7, 0));
        click("news-save");
        assertThat(until.isInvalid()).isFalse();
        assertThat(as(tenant, preferences::mine).quietFrom()).isEqualTo(LocalTime.of(22, 0));
    }

    @Test
    void theLinkOfAMailSilencesOnlyWhenOneSaysSo() {
        RecordType<?> type = types.require("organisation");
        UUID record =
                as(tenant, () -> records.create(type, Map.of("name", "Ágora"))).id();

        open("news/stop/organisations/" + record, StopView.class);
        assertThat(as(tenant, () -> followers.isSilent(type, record))).isFalse();

        click("silence");
        assertThat(as(tenant, () -> followers.isSilent(type, record))).isTrue();

        click("follow-again");
        assertThat(as(tenant, () -> followers.isSilent(type, record))).isFalse();
    }

    @Test
    void anotherTenantsRecordIsNotFound() {
        UUID theirs = as(newTenant(), () -> records.create(types.require("organisation"), Map.of("name", "Suya")))
                .id();

        assertThat(open("news/stop/organisations/" + theirs, Component.class)).isInstanceOf(HasErrorParameter.class);
        assertThat(open("news/stop/organisations/no-id", Component.class)).isInstanceOf(HasErrorParameter.class);
        assertThat(open("news/stop/nothing/" + theirs, Component.class)).isInstanceOf(HasErrorParameter.class);
    }
}
