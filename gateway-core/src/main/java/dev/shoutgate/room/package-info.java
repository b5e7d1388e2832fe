/**
 * The live room: the page with the buy button, the front door, a page for every problem, the description of the API,
 * and the streams of those who watch a sale.
 *
 * <pre>
 *   files of this package            at the start, once            any event loop
 *
 *   live.html, checkout.html …   ──► StaticPages ───────────────►  Page ─► reply
 *   live.js, live.css …          ──► Assets (a script with its imports: JoinedScript)
 *   index.html                   ──►     │
 *   problems/problems.json       ──► ProblemPages
 *   the templates beside it      ──►     a page a code
 *   openapi.json, problems.json  ──► OpenApi
 *                                        a description a port
 *
 *   a connection that asked for events                         its event loop, ten times a second
 *
 *   Channel ──► WatchedSales ──► WatchedSale ──► SaleEvents ──► every Watcher of that sale
 * </pre>
 *
 * <p>Job: have these pages as bytes. {@code problems.json} is where people's words for the error table stand; a test
 * holds it against {@link dev.shoutgate.Problem}.
 *
 * <p>Threads: none of its own. Files are read when the gateway starts and immutable from then on; streams live on the
 * event loop of their connection.
 *
 * <p>Neighbours: {@code frontend} has the routes, and says what a sale looks like. Depends on nothing.
 */
package dev.shoutgate.room;
