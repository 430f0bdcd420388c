package com.innodus.crm.calendars.ui;

import com.innodus.crm.calendars.UsualLengths;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.features.OfFeature;
import com.innodus.kernel.records.Options;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The types of events: their colours, and how long each usually is. */
@Route(EventTypesView.PATH)
@PermitAll
@OfFeature("calendar")
public class EventTypesView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/event-types";

    private static final long serialVersionUID = 1L;
    private static final String LIST = "event-type";

    private final transient UsualLengths lengths;
    private final transient Options options;
    private final Map<UUID, IntegerField> fields = new LinkedHashMap<>();

    EventTypesView(UsualLengths lengths, Options options) {
        this.lengths = lengths;
        this.options = options;
        addClassName("settings-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        removeAll();
        fields.clear();
        Button save = new Button(getTranslation("action.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setId("save-event-types");
        Div header = new Div(new H1(getTranslation("event-types.title")), save);
        header.addClassName("view-header");
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list", "event-types");
        Map<UUID, Integer> known = lengths.all();
        for (Options.Option option : options.offered(LIST)) {
            list.add(line(option, known.get(option.id())));
        }
        Section card = new Section(list);
        card.addClassName("section-card");
        add(
                header,
                new Paragraph(getTranslation("event-types.text")),
                card,
                new Anchor("/app/attributes?filter=list%3D%3D" + LIST, getTranslation("event-types.more")));
    }

    private ListItem line(Options.Option option, @Nullable Integer minutes) {
        Span badge = new Span(option.label(getLocale()));
        badge.addClassName("badge");
        badge.getStyle().set("--badge-colour", option.colour() == null ? "#5f6b7a" : option.colour());
        IntegerField field = new IntegerField();
        field.setLabel(getTranslation("event-types.length", option.label(getLocale())));
        field.setPlaceholder("60");
        field.setMin(1);
        field.setMax(UsualLengths.LONGEST);
        field.setClearButtonVisible(true);
        field.setValue(minutes);
        field.setI18n(new IntegerField.IntegerFieldI18n()
                .setBadInputErrorMessage(getTranslation("event-types.length.wrong", UsualLengths.LONGEST))
                .setMinErrorMessage(getTranslation("event-types.length.wrong", UsualLengths.LONGEST))
                .setMaxErrorMessage(getTranslation("event-types.length.wrong", UsualLengths.LONGEST)));
        field.setId("length-" + option.key());
        fields.put(option.id(), field);
        Anchor colour = new Anchor("/app/attributes/" + option.id(), getTranslation("event-types.colour"));
        colour.setAriaLabel(getTranslation("event-types.colour-of", option.label(getLocale())));
        return new ListItem(badge, field, colour);
    }

    private void save() {
        if (fields.values().stream().anyMatch(IntegerField::isInvalid)) {
            return;
        }
        Map<UUID, Integer> wanted = new LinkedHashMap<>();
        fields.forEach((kind, field) -> {
            if (field.getValue() != null) {
                wanted.put(kind, field.getValue());
            }
        });
        lengths.save(wanted);
        Notification.show(getTranslation("event-types.saved"));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("event-types.title");
    }
}
