package com.innodus.kernel.records;

import java.util.UUID;

/**
 * A file that a field holds; its content stands where attachments stand. Name, kind and size go along with the value, so
 * that lists, histories and files of an export need no look-up.
 *
 * @param mediaType as recognised from the content, whatever the name claims
 */
public record StoredFile(UUID id, String name, String mediaType, long bytes) {
    /** One that is known by its id alone; the gate fills in the rest. */
    public static StoredFile named(UUID id) {
        return new StoredFile(id, "", "", 0);
    }

    /** As people read it. */
    @Override
    public String toString() {
        return name;
    }
}
