package com.innodus.kernel.formula;

import java.util.Optional;

/** What a formula can speak of: fields by their keys, and {@code link.field} for those of a record that is linked to. */
@FunctionalInterface
public interface Names {
    /** What the value of this name is; nothing when there is no such name. */
    Optional<Kind> kind(String name);
}
