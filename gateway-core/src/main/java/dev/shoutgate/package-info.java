/**
 * Shoutgate: the narrow door of a live-room shop. The words that all stages speak.
 *
 * <p>The sub-packages in alphabetical order are the way of the data. These thirteen files, read in this order, are the
 * road of a Buy; the numbers are its seven hops from stage to stage.
 *
 * <pre>
 *   a buyer ──HTTP──► frontend     RequestHandler  one request, whole and bounded   event loop
 *                         │      1 BuyEndpoint     bytes become a Command
 *                         ▼
 *                     gate       2 AdmissionGate   losers leave here, truthfully
 *                         │      3 CommandRing     the one queue of a shard         event loop │ shard-N
 *                         │        GroupCommit     decide, force, release: a batch  shard-N
 *                         ▼
 *                     inventory  4 SaleShard       each command to its decision     shard-N
 *                         │        BuyDecision     a fact, or a refusal
 *                         │        FactRecorder    the fact as bytes
 *                         │        FactFold        those bytes into memory
 *                         │        OrderEntry      filter, ledger, indexes, figures
 *                         ▼
 *                     journal    5 JournalWriter   one force a batch                shard-N
 *                         │  │
 *                 Outcome │  └───────── files ──────────┐
 *                         ▼                             │
 *   a buyer ◄──HTTP── reply      6 ReplyWriter     the outcome becomes bytes        event loop
 *   a buyer ◄──page── room                              │
 *                                                       ▼
 *   a database ◄───── storage    7 OrderFlusher    each fact once in effect         flusher, one a store
 * </pre>
 *
 * <p>{@link dev.shoutgate.telemetry} stands beside the path; all may count there.
 *
 * <p>Job of the root: the vocabulary that all stages speak, such as {@link dev.shoutgate.Command},
 * {@link dev.shoutgate.Wish}, {@link dev.shoutgate.Outcome}, {@link dev.shoutgate.Problem} and
 * {@link dev.shoutgate.SaleDefinition}. It knows no stage. {@link dev.shoutgate.config} is every setting,
 * {@link dev.shoutgate.console} the command line, and {@link dev.shoutgate.wiring} connects the stages.
 *
 * <p>Threads: none of its own. Each type says who may use it.
 *
 * <p>Neighbours: stages depend on later ones, on {@code config}, on {@code telemetry} and on this vocabulary, never on
 * the wiring, and storage alone looks back, into the journal. {@code ArchitectureTest} holds that.
 */
package dev.shoutgate;
