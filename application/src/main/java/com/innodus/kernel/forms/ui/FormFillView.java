package com.innodus.kernel.forms.ui;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.features.OfFeature;
import com.innodus.kernel.forms.Answers;
import com.innodus.kernel.forms.Answers.Given;
import com.innodus.kernel.forms.FormDefinition.Part;
import com.innodus.kernel.forms.FormVersion;
import com.innodus.kernel.forms.Forms;
import com.innodus.kernel.i18n.Ago;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Drafts;
import com.innodus.kernel.records.Drafts.Draft;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * A form that somebody fills in, under their own rights. What is typed is kept as a draft a moment later; whoever comes
 * back goes on where they were.
 */
@Route(FormsView.PATH + "/:slug")
@PermitAll
@OfFeature(FormsView.FEATURE)
public class FormFillView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient Forms forms;
    private final transient Answers answers;
    private final transient RecordTypes types;
    private final transient MadeRecords made;
    private final transient Drafts drafts;
    private final transient FormPane.Parts parts;
    private final transient Clock clock;
    private String title = "";

    FormFillView(
            Forms forms,
            Answers answers,
            RecordTypes types,
            MadeRecords made,
            Drafts drafts,
            FormPane.Parts parts,
            Clock clock) {
        this.forms = forms;
        this.answers = answers;
        this.types = types;
        this.made = made;
        this.drafts = drafts;
        this.parts = parts;
        this.clock = clock;
        addClassName("record-form-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        FormVersion form =
                event.getRouteParameters().get("slug").flatMap(forms::open).orElseThrow(NotFoundException::new);
        title = form.name();
        begin(form);
    }

    private void begin(FormVersion form) {
        removeAll();
        Div header = new Div(new H1(form.name()));
        header.addClassName("view-header");
        add(header);
        if (!form.definition().intro().isBlank()) {
            Paragraph intro = new Paragraph(form.definition().intro());
            intro.addClassName("form-intro");
            add(intro);
        }
        FormPane pane = new FormPane(form.definition(), parts, getLocale(), values -> send(form, values));
        restore(form, pane);
        add(pane);
        pane.onChange(() -> keep(form, pane));
    }

    private void send(FormVersion form, Map<String, Map<String, @Nullable Object>> values) {
        try {
            Given given = answers.give(form.id(), values);
            discard(form);
            thank(form, given);
        } catch (Forbidden gone) {
            throw new InvalidRecord(List.of(Problem.of("", "forms.gone")));
        } catch (ConstraintViolationException | DataIntegrityViolationException raced) {
            // what was chosen was deleted, or a unique value taken, in the very moment
            throw new InvalidRecord(List.of(Problem.of("", "error.meanwhile")));
        }
    }

    private void thank(FormVersion form, Given given) {
        removeAll();
        Div header = new Div(new H1(form.name()));
        header.addClassName("view-header");
        String thanks = form.definition().thanks();
        Section card = new Section(
                new H2(getTranslation("forms.sent")),
                new Paragraph(thanks.isBlank() ? getTranslation("forms.sent.text") : thanks));
        card.addClassNames("section-card", "form-thanks");
        card.getElement().setAttribute("role", "status");
        card.add(made.links(given.made(), made.titles(given.made())));
        Button again = new Button(getTranslation("forms.again"), click -> begin(form));
        again.addThemeVariants(ButtonVariant.PRIMARY);
        again.setId("form-again");
        Div more = new Div(again, new Anchor("/app/" + FormsView.PATH, getTranslation("forms.others")));
        more.addClassName("action-row");
        add(header, card, more);
    }

    // drafts

    /** Where the draft of a part is kept, among the drafts of its record type. */
    private static UUID place(FormVersion form, Part part) {
        return UUID.nameUUIDFromBytes(("form/" + form.form() + "/" + part.key()).getBytes(StandardCharsets.UTF_8));
    }

    private void keep(FormVersion form, FormPane pane) {
        for (Part part : form.definition().parts()) {
            keep(types.require(part.recordType()), place(form, part), pane.touched(part.key()));
        }
    }

    private <E extends BaseRecord> void keep(RecordType<E> type, UUID place, Map<String, @Nullable Object> values) {
        drafts.keep(type, place, 0, values, Map.of());
    }

    private void discard(FormVersion form) {
        form.definition().parts().forEach(part -> drafts.discard(types.require(part.recordType()), place(form, part)));
    }

    private void restore(FormVersion form, FormPane pane) {
        Map<String, Draft> found = new LinkedHashMap<>();
        for (Part part : form.definition().parts()) {
            find(types.require(part.recordType()), place(form, part)).ifPresent(draft -> found.put(part.key(), draft));
        }
        if (found.isEmpty()) {
            return;
        }
        found.forEach((part, draft) -> pane.put(part, draft.values()));
        Instant saved = found.values().stream()
                .map(Draft::savedAt)
                .max(Instant::compareTo)
                .orElseThrow();
        Div notice = new Div();
        notice.addClassName("draft-notice");
        notice.getElement().setAttribute("role", "status");
        Button keep = new Button(getTranslation("draft.keep"), click -> remove(notice));
        Button discard = new Button(getTranslation("draft.discard"), click -> {
            discard(form);
            begin(form);
        });
        discard.addThemeVariants(ButtonVariant.TERTIARY);
        notice.add(
                new Span(getTranslation("draft.restored", Ago.text(saved, clock.instant(), getLocale()))),
                keep,
                discard);
        add(notice);
    }

    private <E extends BaseRecord> Optional<Draft> find(RecordType<E> type, UUID place) {
        return drafts.find(type, place);
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
