/**
 * The command line: {@code serve}, and the work that is done on a data folder while no gateway uses it.
 *
 * <pre>
 *   GatewayMain ─┬─► ServeCommand    ──► wiring.Gateway                  LanAddresses, QrText: with --lan
 *                ├─► AuditCommand    ──► GatewayAudit ──► AuditReport     folds the journal twice, compares the store
 *                ├─► FlushCommand    ──► GatewayFlush                     carries the journal into the stores
 *                └─► JournalCommand                                       prints facts, beside a running gateway too
 * </pre>
 *
 * <p>Job: {@link dev.shoutgate.console.GatewayMain} reads the arguments and turns failures into one line and an exit
 * code. It is the one home of picocli.
 *
 * <p>Threading: the thread that runs {@code main}.
 *
 * <p>Neighbours: it may use everything, and nothing knows it.
 */
package dev.shoutgate.console;
