/**
 * TLS of the buyers' port: its certificate and key, from files that may change.
 *
 * <pre>
 *   [event loop]  FrontendServer ──► Certificate.newHandler: before all that reads requests
 *   [file-watch]  Certificate ──► PemPair ──► the context of new connections, as of now
 * </pre>
 *
 * <p>Job: which certificate a new connection gets, and which versions and ciphers it may use. The protocol itself is
 * the work of OpenSSL (BoringSSL) where that loads, and of the JDK elsewhere.
 *
 * <p>Thread: handlers on the event loops; files on the thread that watches them.
 *
 * <p>Neighbours: {@code frontend} puts the handlers in, {@code config} has the settings.
 */
package dev.shoutgate.frontend.tls;
