/**
 * Makes what an administrator uploads or types (logo, own CSS, mail and document header) harmless: it runs no script,
 * loads nothing from another origin and stays in its place. Each cleaner parses, keeps what is on its list and writes
 * the rest anew, so nothing of the original spelling (escapes, comments, broken nesting) reaches a browser.
 */
@NullMarked
package com.innodus.themes.safe;

import org.jspecify.annotations.NullMarked;
