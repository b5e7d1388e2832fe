/**
 * HTTP/2 in front of the handlers of HTTP/1.1: a stream is a connection of one request to them.
 *
 * <pre>
 *   socket ─► Http2Codec ─► Netty's multiplexer ─► a channel for each stream:
 *             frames, our bounds                   StreamFrames ─► frontend.RequestHandler ─► …
 *             FrameWatch                           RequestHead, ReplyHeads
 * </pre>
 *
 * <p>Job: what comes in keeps to RFC 9113 and to our bounds, or its stream or its connection ends; a reply, which is
 * bytes of HTTP/1.1, becomes frames.
 *
 * <p>Thread: the connection's event loop, which is that of its streams too.
 *
 * <p>Neighbours: {@code frontend} decides which connections speak it, and has the handlers behind. Knows none of them.
 */
package dev.shoutgate.frontend.http2;
