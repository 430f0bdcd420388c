/** Brand of an organisation and what it compiles to. Plain Java: knows neither Spring nor Vaadin nor any database. */
@NullMarked
package com.innodus.themes;

import org.jspecify.annotations.NullMarked;
