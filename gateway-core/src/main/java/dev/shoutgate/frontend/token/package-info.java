/**
 * Signed tokens of buyers (JWT, RFC 7519): which keys count, what a token must say, and which were verified before.
 *
 * <pre>
 *   [event loop]  TokenDesk ──► VerifiedTokens: came before, and still counts?
 *                    └──► JWSObject (library) ──► TokenKeys: signed? ──► TokenClaims: what must it say?
 *   [file-watch]  KeyFiles ──► SecretReader, PublicKeyReader ──► TokenKeys, as of now
 * </pre>
 *
 * <p>Job: the one home of the library (Nimbus). The signatures are its work; which of them count is decided here. Bytes
 * of a header come in; nothing here knows HTTP.
 *
 * <p>Thread: checks on the event loops, each with its own memory of tokens; files on the thread that watches them.
 *
 * <p>Neighbours: {@code frontend} asks who a buyer is, {@code config} has the settings.
 */
package dev.shoutgate.frontend.token;
