/**
 * The file side of import and export: reads CSV and XLSX files that strangers made as plain rows of text, writes files
 * that a spreadsheet opens without harm, and proposes which file column is which field.
 *
 * <p>It knows nothing of records, tenants or screens. {@link com.innodus.kernel.transfer.TableFile} reads,
 * {@link com.innodus.kernel.transfer.TableWriter} writes, {@link com.innodus.kernel.transfer.ColumnMatcher} matches
 * headers, and {@link com.innodus.kernel.text.Folding} is the one way in which texts are made comparable. A file
 * that cannot be read is refused with a {@link com.innodus.kernel.transfer.TableProblem} before its first row is given
 * out, so that no import stops half-way because of the file.
 */
@NullMarked
package com.innodus.kernel.transfer;

import org.jspecify.annotations.NullMarked;
