/**
 * What a run says in the end: one record of figures, written as text, as JSON and as an HTML page. Pure functions of
 * the record, but for the writing of files.
 */
package dev.shoutgate.sim.report;
