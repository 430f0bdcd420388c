package com.innodus.kernel.forms;

import java.util.UUID;

/** What people fill in: a form as it was published, which never changes any more. */
public record FormVersion(UUID id, UUID form, int number, String slug, String name, FormDefinition definition) {}
