/**
 * Shoutgate: the narrow door of a live-room shop. The words that all stages speak.
 *
 * <p>The sub-packages in the order of the alphabet are the way of the data. A Buy takes seven hops, one class each;
 * opened in this order they are the product.
 *
 * <pre>
 *   a buyer ──HTTP──► frontend   1 BuyEndpoint     bytes become a Command           event loop
 *                         │
 *                         ▼
 *                     gate       2 AdmissionGate   losers leave here, truthfully
 *                         │      3 CommandRing     the one queue of a shard         event loop │ shard-N
 *                         ▼
 *                     inventory  4 SaleShard       a fact, or a refusal             shard-N
 *                         │
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
 * {@link dev.shoutgate.Outcome}, {@link dev.shoutgate.Problem} and {@link dev.shoutgate.SaleDefinition}. It knows no
 * stage. {@link dev.shoutgate.config} is every setting, {@link dev.shoutgate.console} the command line, and
 * {@link dev.shoutgate.wiring} connects the stages.
 *
 * <p>Threads: none of its own. Each type says who may use it.
 *
 * <p>Neighbours: stages depend on later ones, on {@code config}, on {@code telemetry} and on this vocabulary, never on
 * the wiring, and storage alone looks back, into the journal. {@code ArchitectureTest} holds that.
 */
package dev.shoutgate;
