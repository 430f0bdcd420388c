package com.innodus.kernel.records.ui;

import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.files.Attachments.Attachment;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The files of a record, with a place to drop more. */
class FilesCard<E extends BaseRecord> extends Section {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<E> type;
    private final transient Attachments attachments;
    private final UUID record;
    private final boolean editable;
    private final UnorderedList list = new UnorderedList();

    FilesCard(RecordType<E> type, UUID record, Attachments attachments, boolean editable) {
        this.type = type;
        this.record = record;
        this.attachments = attachments;
        this.editable = editable;
        addClassName("section-card");
        list.addClassName("plain-list");
        add(new H2(getTranslation("files.title")), list);
        if (editable) {
            add(upload());
        }
        show();
    }

    private Upload upload() {
        Upload upload = new Upload(UploadHandler.inMemory((metadata, content) -> {
            attachments.attach(type, record, metadata.fileName(), content);
            getUI().ifPresent(ui -> ui.access(this::show));
        }));
        upload.setMaxFileSize((int) Attachments.LARGEST);
        upload.setDropLabel(new Span(getTranslation("files.drop")));
        Button button = new Button(getTranslation("files.choose"), VaadinIcon.UPLOAD.create());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        upload.setUploadButton(button);
        upload.addFileRejectedListener(rejected -> Notification.show(getTranslation("files.too-large")));
        return upload;
    }

    private void show() {
        list.removeAll();
        for (Attachment file : attachments.of(type, record)) {
            Anchor link = new Anchor(
                    "/files/" + file.id() + "/"
                            + URLEncoder.encode(file.name(), StandardCharsets.UTF_8)
                                    .replace("+", "%20"),
                    file.name());
            link.setTarget("_blank");
            // the router must leave it to the server
            link.getElement().setAttribute("router-ignore", true);
            Span size = new Span(size(file.bytes()));
            size.addClassName("secondary");
            Div line = new Div(link, new Span(" "), size);
            if (editable) {
                Button remove = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> {
                    attachments.remove(type, record, file.id());
                    show();
                });
                remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
                remove.setAriaLabel(getTranslation("files.remove", file.name()));
                line.add(remove);
            }
            list.add(new ListItem(line));
        }
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
