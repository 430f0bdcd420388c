package com.innodus.kernel.faces.ui;

import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.records.StoredFile;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Image;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Where files are served, and how lists, cards and sheets show those that fields hold. */
final class FileAddress {
    private FileAddress() {}

    static String of(UUID id, String name) {
        return "/files/" + id + "/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String of(StoredFile file) {
        return of(file.id(), file.name());
    }

    /** The picture as lists show it. */
    static String small(StoredFile file) {
        return of(file) + "?small=true";
    }

    static boolean isPicture(StoredFile file) {
        return Attachments.PICTURES.contains(file.mediaType());
    }

    /** The name, leading to the file. */
    static Anchor link(StoredFile file) {
        Anchor link = new Anchor(of(file), file.name());
        link.setTarget("_blank");
        // the router must leave it to the server
        link.setRouterIgnore(true);
        return link;
    }

    /** @param alt what it shows; "" where that stands beside it */
    static Image picture(StoredFile file, String alt) {
        Image picture = new Image(small(file), alt);
        picture.getElement().setAttribute("loading", "lazy");
        picture.addClassName("field-picture");
        return picture;
    }
}
