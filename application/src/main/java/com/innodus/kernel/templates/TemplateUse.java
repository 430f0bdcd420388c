package com.innodus.kernel.templates;

import java.util.List;
import java.util.UUID;

/** Something that writes with templates and would be at a loss without one; a bean of who does. */
@FunctionalInterface
public interface TemplateUse {
    /** Names of what uses a template, as people know them. */
    List<String> of(UUID template);
}
