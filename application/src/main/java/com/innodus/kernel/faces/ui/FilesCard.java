package com.innodus.kernel.faces.ui;

import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.files.Attachments.Attachment;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.IFrame;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import java.util.UUID;

/** The files of a record, with a place to drop more. */
class FilesCard<E extends BaseRecord> extends Section {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<E> type;
    private final transient Attachments attachments;
    private final UUID record;
    private final boolean editable;
    private final transient Runnable changed;
    private final UnorderedList list = new UnorderedList();
    private final Upload upload = new Upload();

    /** @param changed is run when a file came or went */
    FilesCard(RecordType<E> type, UUID record, Attachments attachments, boolean editable, Runnable changed) {
        this.type = type;
        this.record = record;
        this.attachments = attachments;
        this.editable = editable;
        this.changed = changed;
        addClassName("section-card");
        list.addClassName("plain-list");
        add(new H2(getTranslation("files.title")), list);
        if (editable) {
            prepareUpload();
            add(upload);
        }
        show();
    }

    private void prepareUpload() {
        upload.setUploadHandler(UploadHandler.inMemory((metadata, content) -> {
            attachments.attach(type, record, metadata.fileName(), content);
            getUI().ifPresent(ui -> ui.access(this::showAgain));
        }));
        upload.addAllFinishedListener(finished -> upload.clearFileList());
        upload.setMaxFileSize((int) Attachments.LARGEST);
        upload.setDropLabel(new Span(getTranslation("files.drop")));
        Button button = new Button(getTranslation("files.choose"), VaadinIcon.UPLOAD.create());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        upload.setUploadButton(button);
        upload.addFileRejectedListener(rejected -> Notification.show(getTranslation("files.too-large")));
    }

    private void showAgain() {
        show();
        changed.run();
    }

    private void show() {
        list.removeAll();
        for (Attachment file : attachments.of(type, record)) {
            Anchor link = new Anchor(address(file), file.name());
            link.setTarget("_blank");
            // the router must leave it to the server
            link.setRouterIgnore(true);
            Span size = new Span(size(file.bytes()));
            size.addClassName("secondary");
            Div line = new Div();
            line.addClassName("file-line");
            if (isShown(file)) {
                line.add(preview(file));
            }
            line.add(new Div(link, new Span(" "), size));
            if (editable) {
                Button remove = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> remove(file));
                remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
                remove.setAriaLabel(getTranslation("files.remove", file.name()));
                line.add(remove);
            }
            list.add(new ListItem(line));
        }
    }

    private static String address(Attachment file) {
        return FileAddress.of(file.id(), file.name());
    }

    private static boolean isShown(Attachment file) {
        return file.mediaType().equals("application/pdf") || Attachments.PICTURES.contains(file.mediaType());
    }

    private NativeButton preview(Attachment file) {
        NativeButton button = new NativeButton();
        button.addClassName("file-preview");
        if (Attachments.PICTURES.contains(file.mediaType())) {
            Image small = new Image(address(file), "");
            small.getElement().setAttribute("loading", "lazy");
            button.add(small);
        } else {
            button.add(VaadinIcon.FILE_TEXT_O.create());
        }
        button.getElement().setAttribute("aria-label", getTranslation("files.preview", file.name()));
        button.addClickListener(click -> open(file));
        return button;
    }

    private void open(Attachment file) {
        Dialog dialog = new Dialog();
        dialog.addClassName("file-dialog");
        dialog.setHeaderTitle(file.name());
        if (Attachments.PICTURES.contains(file.mediaType())) {
            dialog.add(new Image(address(file), file.name()));
        } else {
            IFrame frame = new IFrame(address(file));
            frame.setTitle(file.name());
            dialog.add(frame);
        }
        dialog.getFooter().add(new Button(getTranslation("action.close"), click -> dialog.close()));
        dialog.open();
    }

    private void remove(Attachment file) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("files.remove.title"),
                getTranslation("files.remove.text", file.name()),
                getTranslation("action.remove"),
                confirm -> {
                    attachments.remove(type, record, file.id());
                    showAgain();
                });
        dialog.setConfirmButtonTheme("error primary");
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("action.cancel"));
        dialog.open();
    }

    private String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        return bytes < 1024 * 1024
                ? String.format(getLocale(), "%.0f KB", bytes / 1024.0)
                : String.format(getLocale(), "%.1f MB", bytes / 1048576.0);
    }
}
