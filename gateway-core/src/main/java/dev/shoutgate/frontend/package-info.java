/**
 * HTTP in: from bytes of a socket to a command, every input within its bounds. Hop 1 of a Buy
 * ({@code BuyEndpoint}).
 *
 * <pre>
 *   socket ─► RequestDecoder ─► RequestHandler ─► RouteTable ─► Endpoint ──Command──► gate
 *             Netty's, with     one request at    method and     BuyEndpoint             │ or, at once,
 *             our bounds; the   a time, whole     path           OrderEndpoint           ▼
 *             plain ones by                                      SaleEndpoint         Exchange ─► reply
 *             RequestReader
 *   HTTP/2: ProtocolChoice, Http2Connection, a stream each
 *   FrontendServer   ConnectionCount, ConnectionSweeper          OperatorEndpoints, SaleActs,
 *                                                                ItemActs, OrderActs, pages
 * </pre>
 *
 * <p>Job: read requests and refuse those that are not well-formed or whose sender is nobody, in the contract's order:
 * well-formed, then who. {@code RequestReader} takes what a crowd sends, without garbage, and Netty's decoder whatever
 * is not just that; they may never differ. Likewise a buy's body goes through {@code BuyScanner}, without garbage, and
 * what that does not take through {@code BuyReader}, which reads all of JSON and finds the words for what is wrong.
 * {@code Frontends} lists everything that outsiders can ask.
 *
 * <p>Threads: the event loops ({@link dev.shoutgate.frontend.EventLoops}); a connection stays on one of them for its
 * whole life, and nothing here blocks. Each loop has a desk of its own ({@code LoopDesk}) to read requests on.
 *
 * <p>Neighbours: {@code gate} takes the commands; {@code reply} owns the connection's order of replies; {@code room}
 * has the pages; {@code inventory} is looked at through live figures only.
 */
package dev.shoutgate.frontend;
