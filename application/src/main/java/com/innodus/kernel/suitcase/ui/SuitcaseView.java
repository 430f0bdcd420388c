package com.innodus.kernel.suitcase.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.accounts.web.FreshProof;
import com.innodus.kernel.accounts.web.SignedIn;
import com.innodus.kernel.faces.ui.Polling;
import com.innodus.kernel.suitcase.SuitcaseRefused;
import com.innodus.kernel.suitcase.Suitcases;
import com.innodus.kernel.suitcase.Suitcases.State;
import com.innodus.kernel.suitcase.Suitcases.Suitcase;
import com.innodus.kernel.suitcase.Unpacking;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedHttpSession;
import com.vaadin.flow.server.streams.UploadHandler;
import com.vaadin.flow.shared.Registration;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpSession;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/** Everything that the workspace has in one file: packed here, and unpacked in a workspace that has nothing yet. */
@Route(SuitcaseView.PATH)
@PermitAll
public class SuitcaseView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/suitcase";

    private static final long serialVersionUID = 1L;
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private final transient Suitcases suitcases;
    private final transient Unpacking unpacking;
    private final transient FreshProof proof;
    private final Section packing = new Section();
    private final Section unpackingCard = new Section();
    private @Nullable Registration poll;

    SuitcaseView(Suitcases suitcases, Unpacking unpacking, FreshProof proof) {
        this.suitcases = suitcases;
        this.unpacking = unpacking;
        this.proof = proof;
        addClassName("settings-view");
        packing.addClassNames("section-card", "form-card");
        unpackingCard.addClassNames("section-card", "form-card");
        Div cards = new Div(packing, unpackingCard);
        cards.addClassName("settings-cards");
        add(new H1(getTranslation("suitcase.title")), new Paragraph(getTranslation("suitcase.text")), cards);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Suitcases.mayPack(CurrentActor.get())) {
            throw new NotFoundException();
        }
        show();
        offerUnpacking();
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        stop();
    }

    private void stop() {
        if (poll != null) {
            poll.remove();
            poll = null;
        }
    }

    private void show() {
        Optional<Suitcase> mine = suitcases.mine();
        packing.removeAll();
        packing.add(new H2(getTranslation("suitcase.pack.title")), new Paragraph(getTranslation("suitcase.pack.text")));
        mine.ifPresent(suitcase -> packing.add(state(suitcase)));
        boolean running =
                mine.filter(suitcase -> suitcase.state() == State.RUNNING).isPresent();
        if (!running) {
            stop();
            packing.add(actions(mine.filter(suitcase -> suitcase.state() == State.DONE)));
        } else if (poll == null) {
            poll = Polling.of(UI.getCurrent(), this::show);
        }
    }

    private Div state(Suitcase suitcase) {
        Span text = new Span(
                switch (suitcase.state()) {
                    case RUNNING -> getTranslation("suitcase.running", suitcase.stepsDone(), suitcase.steps());
                    case FAILED -> getTranslation("suitcase.failed");
                    case DONE ->
                        getTranslation(
                                "suitcase.ready",
                                String.format(getLocale(), "%.1f", suitcase.bytes() / 1_048_576.0),
                                suitcase.until()
                                        .atZone(ZONE)
                                        .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                                .withLocale(getLocale())));
                });
        text.getElement().setAttribute("role", "status");
        Div state = new Div(text);
        state.addClassName("suitcase-state");
        if (suitcase.state() == State.RUNNING) {
            ProgressBar bar = new ProgressBar();
            bar.setValue(suitcase.steps() == 0 ? 0 : (double) suitcase.stepsDone() / suitcase.steps());
            bar.getElement().setAttribute("aria-label", getTranslation("suitcase.progress"));
            state.add(bar);
        }
        return state;
    }

    private Div actions(Optional<Suitcase> ready) {
        Div actions = new Div();
        actions.addClassName("action-row");
        ready.ifPresent(suitcase -> {
            Button fetch = new Button(
                    getTranslation("suitcase.fetch"), VaadinIcon.DOWNLOAD.create(), click -> fetch(suitcase));
            fetch.addThemeVariants(ButtonVariant.PRIMARY);
            fetch.setId("suitcase-fetch");
            Button discard = new Button(getTranslation("suitcase.discard"), click -> {
                suitcases.discard();
                show();
            });
            discard.addThemeVariants(ButtonVariant.TERTIARY);
            actions.add(fetch, discard);
        });
        Button pack = new Button(
                getTranslation(ready.isPresent() ? "suitcase.again" : "suitcase.pack"),
                VaadinIcon.SUITCASE.create(),
                click -> {
                    suitcases.ask();
                    show();
                });
        pack.setId("suitcase-pack");
        if (ready.isEmpty()) {
            pack.addThemeVariants(ButtonVariant.PRIMARY);
        }
        actions.add(pack);
        return actions;
    }

    private void fetch(Suitcase suitcase) {
        SignedIn signedIn = signedIn();
        String address = "/suitcase/" + suitcase.id() + ".zip";
        if (proof.isFresh(signedIn, session())) {
            UI.getCurrent().getPage().setLocation(address);
            return;
        }
        new ProofDialog(
                        proof.isByPassword(signedIn),
                        password -> proof.prove(signedIn, session(), password),
                        () -> UI.getCurrent().getPage().setLocation(address))
                .open();
    }

    private static SignedIn signedIn() {
        return (SignedIn) Objects.requireNonNull(
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication())
                        .getPrincipal());
    }

    private static HttpSession session() {
        return ((WrappedHttpSession) VaadinSession.getCurrent().getSession()).getHttpSession();
    }

    private void offerUnpacking() {
        Paragraph outcome = new Paragraph();
        outcome.setId("suitcase-outcome");
        outcome.getElement().setAttribute("role", "alert");
        outcome.setVisible(false);
        Upload upload = new Upload(UploadHandler.toTempFile(
                (metadata, file) -> getUI().ifPresent(ui -> ui.access(() -> unpack(file, outcome)))));
        upload.setAcceptedFileTypes(".zip");
        upload.setMaxFiles(1);
        upload.setDropLabel(new Span(getTranslation("files.drop")));
        upload.setUploadButton(new Button(getTranslation("suitcase.unpack"), VaadinIcon.UPLOAD.create()));
        unpackingCard.removeAll();
        unpackingCard.add(
                new H2(getTranslation("suitcase.unpack.title")),
                new Paragraph(getTranslation("suitcase.unpack.text")),
                upload,
                outcome);
    }

    void unpack(File file, Paragraph outcome) {
        outcome.setVisible(true);
        outcome.removeClassName("field-error");
        try {
            Unpacking.Unpacked unpacked = unpacking.unpack(file.toPath(), false);
            outcome.setText(getTranslation("suitcase.unpacked", unpacked.rows(), unpacked.files()));
            // whoever was logged in is another user now
            unpackingCard.add(new Anchor("/login", getTranslation("suitcase.log-in")));
        } catch (SuitcaseRefused refused) {
            outcome.addClassName("field-error");
            outcome.setText(getTranslation(refused.textKey()));
        } finally {
            forget(file);
        }
    }

    private static void forget(File file) {
        try {
            Files.deleteIfExists(file.toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("suitcase.title");
    }
}
