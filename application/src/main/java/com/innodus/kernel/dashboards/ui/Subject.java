package com.innodus.kernel.dashboards.ui;

import java.util.UUID;

/**
 * The record that somebody has open.
 *
 * @param type key of its type
 */
public record Subject(String type, UUID record) {}
