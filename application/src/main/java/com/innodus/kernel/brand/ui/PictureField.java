package com.innodus.kernel.brand.ui;

import com.innodus.themes.Brand.Image;
import com.innodus.themes.safe.UnsafeUpload;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** One picture of a brand: shown, replaced or taken away. */
class PictureField extends Div {
    private static final long serialVersionUID = 1L;
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final com.vaadin.flow.component.html.Image shown = new com.vaadin.flow.component.html.Image();
    private final Paragraph problem = new Paragraph();
    private final Button remove = new Button(VaadinIcon.CLOSE_SMALL.create());
    private @Nullable String hash;

    /** Keeps an upload and returns its hash. */
    @FunctionalInterface
    interface Keep extends Serializable {
        String keep(Image kind, byte[] content);
    }

    PictureField(Image kind, Keep keep, SerializableRunnable changed) {
        addClassName("picture-field");
        String label = getTranslation("brand.image." + kind);
        Span name = new Span(label);
        name.addClassName("picture-name");
        shown.addClassName("picture-shown");
        shown.setAlt(label);
        problem.addClassName("field-error");
        problem.getElement().setAttribute("role", "alert");
        Upload upload =
                new Upload(UploadHandler.inMemory((metadata, content) -> getUI().ifPresent(ui -> ui.access(() -> {
                    try {
                        show(keep.keep(kind, content));
                        changed.run();
                    } catch (UnsafeUpload e) {
                        problem.setText(getTranslation(e.problem().messageKey()));
                        problem.setVisible(true);
                    }
                }))));
        upload.addClassName("picture-upload-" + kind.name().toLowerCase(java.util.Locale.ROOT));
        upload.setAcceptedFileTypes(".svg", ".png", ".jpg", ".jpeg", ".gif", "image/*");
        upload.setMaxFileSize(MAX_BYTES);
        upload.setDropAllowed(true);
        upload.setDropLabel(new Span(getTranslation("brand.image." + kind + ".help")));
        Button choose = new Button(getTranslation("brand.image.choose"), VaadinIcon.UPLOAD.create());
        choose.setAriaLabel(getTranslation("brand.image.choose") + ": " + label);
        upload.setUploadButton(choose);
        upload.addAllFinishedListener(finished -> upload.clearFileList());
        upload.addFileRejectedListener(rejected -> {
            problem.setText(getTranslation("brand.upload.too-large"));
            problem.setVisible(true);
        });
        remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        remove.setAriaLabel(getTranslation("files.remove", label));
        remove.addClickListener(click -> {
            show(null);
            changed.run();
        });
        add(new Div(name, remove), shown, upload, problem);
        show(null);
    }

    void show(@Nullable String picture) {
        hash = picture;
        problem.setVisible(false);
        remove.setVisible(picture != null);
        shown.setVisible(picture != null);
        if (picture != null) {
            shown.setSrc("/brand/" + picture);
        }
    }

    @Nullable String hash() {
        return hash;
    }
}
