package com.innodus.kernel.reports;

import com.innodus.kernel.records.views.Sharing;
import java.util.UUID;

/**
 * A question with a name. Whoever may open it gets the answer of their own rights.
 *
 * @param type key of the record type that it is about
 */
public record Report(UUID id, String name, UUID owner, Sharing sharing, String type, Definition definition) {}
