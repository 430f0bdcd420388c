package com.innodus.kernel.notifications.ui;

import com.innodus.kernel.following.Followers;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.UUID;

/** Where a mail leads who wants to hear less of a record. Nothing changes until they say so: mail programs open links. */
@Route("news/stop/:type/:id")
@PermitAll
public class StopView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient RecordTypes types;
    private final transient Records records;
    private final transient Followers followers;

    StopView(RecordTypes types, Records records, Followers followers) {
        this.types = types;
        this.records = records;
        this.followers = followers;
        addClassName("settings-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RecordType<?> type =
                event.getRouteParameters().get("type").flatMap(types::byPlural).orElseThrow(NotFoundException::new);
        UUID id = event.getRouteParameters().get("id").map(StopView::parse).orElseThrow(NotFoundException::new);
        show(type, id);
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
    }

    private <E extends BaseRecord> void show(RecordType<E> type, UUID id) {
        E record = records.find(type, id).orElseThrow(NotFoundException::new);
        boolean silent = followers.isSilent(type, id);
        boolean follows = !silent && followers.isFollowing(type, record);
        removeAll();
        Paragraph now = new Paragraph(
                getTranslation(silent ? "news.stop.silent" : follows ? "news.stop.follows" : "news.stop.follows-not"));
        now.getElement().setAttribute("role", "status");
        Div buttons = new Div();
        buttons.addClassName("webhook-buttons");
        if (follows) {
            Button stop = new Button(getTranslation("news.stop.unfollow"), click -> {
                followers.follow(type, id, false);
                show(type, id);
            });
            stop.addThemeVariants(ButtonVariant.PRIMARY);
            stop.setId("unfollow");
            buttons.add(stop);
        } else {
            Button again = new Button(getTranslation("news.stop.follow"), click -> {
                followers.follow(type, id, true);
                show(type, id);
            });
            again.setId("follow-again");
            buttons.add(again);
        }
        if (!silent) {
            Button silence = new Button(getTranslation("news.stop.silence"), click -> {
                followers.silence(type, id);
                show(type, id);
            });
            silence.setId("silence");
            buttons.add(silence);
        }
        Section card = new Section(
                new Anchor(type.plural() + "/" + id, record.getTitle()),
                now,
                new Paragraph(getTranslation("news.stop.help")),
                buttons,
                new Anchor("profile", getTranslation("news.stop.choose")));
        card.addClassNames("section-card", "form-card");
        add(new H1(getTranslation("news.stop.title")), card);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("news.stop.title");
    }
}
