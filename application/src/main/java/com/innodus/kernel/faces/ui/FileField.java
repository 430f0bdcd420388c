package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.StoredFile;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.customfield.CustomField;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One file or picture: shown, replaced, taken away. It is uploaded at once and waits for the form to be saved. */
class FileField extends CustomField<StoredFile> {
    private static final long serialVersionUID = 1L;

    private final Div shown = new Div();
    private final Upload upload = new Upload();
    private final Button choose = new Button(VaadinIcon.UPLOAD.create());
    private final Button remove = new Button(VaadinIcon.CLOSE_SMALL.create());
    private @Nullable StoredFile file;

    /** Keeps an upload. */
    @FunctionalInterface
    interface Keep {
        StoredFile keep(String name, byte[] content);
    }

    /** @param accepted endings and kinds that the browser's dialog offers; none for all */
    FileField(Keep keep, long largest, List<String> accepted) {
        addClassName("file-field");
        shown.addClassName("file-field-shown");
        upload.setUploadHandler(UploadHandler.inMemory((metadata, content) -> {
            try {
                StoredFile kept = keep.keep(metadata.fileName(), content);
                getUI().ifPresent(ui -> ui.access(() -> take(kept)));
            } catch (InvalidRecord refused) {
                getUI().ifPresent(
                                ui -> ui.access(() -> refuse(refused.problems().getFirst())));
            }
        }));
        upload.setMaxFileSize((int) largest);
        upload.setMaxFiles(1);
        upload.setAcceptedFileTypes(accepted.toArray(String[]::new));
        upload.setDropLabel(new Span(getTranslation("files.drop-one")));
        choose.addThemeVariants(ButtonVariant.TERTIARY);
        upload.setUploadButton(choose);
        upload.addAllFinishedListener(finished -> upload.clearFileList());
        upload.addFileRejectedListener(
                rejected -> refuse(Problem.of("", "error.unfit-file", Long.toString(largest / 1024 / 1024))));
        remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        remove.addClickListener(click -> take(null));
        add(shown, upload);
        show();
    }

    private void take(@Nullable StoredFile other) {
        setInvalid(false);
        setErrorMessage("");
        file = other;
        show();
        setModelValue(other, true);
    }

    private void refuse(Problem problem) {
        setErrorMessage(getTranslation(problem.message(), problem.arguments().toArray()));
        setInvalid(true);
    }

    private void show() {
        shown.removeAll();
        StoredFile now = file;
        shown.setVisible(now != null);
        choose.setText(getTranslation(now == null ? "files.choose-one" : "files.replace"));
        choose.setAriaLabel(choose.getText() + ": " + Objects.requireNonNullElse(getLabel(), ""));
        if (now != null) {
            if (FileAddress.isPicture(now)) {
                shown.add(FileAddress.picture(now, ""));
            }
            remove.setAriaLabel(getTranslation("files.remove", now.name()));
            shown.add(FileAddress.link(now), remove);
        }
    }

    @Override
    public void setLabel(@Nullable String label) {
        super.setLabel(label);
        show();
    }

    @Override
    public void setReadOnly(boolean readOnly) {
        super.setReadOnly(readOnly);
        upload.setVisible(!readOnly);
        remove.setVisible(!readOnly);
    }

    @Override
    protected @Nullable StoredFile generateModelValue() {
        return file;
    }

    @Override
    protected void setPresentationValue(@Nullable StoredFile value) {
        file = value;
        show();
    }
}
