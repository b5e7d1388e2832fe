package dev.shoutgate.frontend;

import dev.shoutgate.Problem;
import dev.shoutgate.frontend.TurnedAway.Reason;
import dev.shoutgate.reply.Connection;
import dev.shoutgate.reply.Exchange;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the requests of one connection together, each within its bounds, and hands them to their endpoints.
 *
 * <p>A request that cannot be trusted to end where it says (a broken one, one that is too large, one with two lengths)
 * is answered, and its connection ends: what follows it may be anything.
 *
 * <p>Threading: the connection's event loop.
 */
final class RequestHandler extends ChannelInboundHandlerAdapter implements Swept {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final RouteTable routes;
    private final FrontendLimits limits;
    private final Connection connection;
    /** Null for a stream of HTTP/2: what is unfinished before its head is the whole connection's. */
    private final RequestDecoder decoder;
    private final Peer peer;
    private final TurnedAway closed;
    /** What Netty's messages are put together in; made when the first of them comes. */
    private Request request;
    /** What is said to the page of another origin that sent what Netty's decoder is reading; null to all others. */
    private byte[] crossOrigin;

    private boolean keepAlive;
    private boolean saysKept;
    private boolean inBody;
    private boolean ignoring;
    private boolean handedOver;
    private long unfinishedSinceNs;
    private long endingSinceNs;
    private long lastReadNs = System.nanoTime();

    RequestHandler(RouteTable routes, FrontendLimits limits, Connection connection, RequestDecoder decoder,
            Peer peer, TurnedAway closed) {
        this.routes = routes;
        this.limits = limits;
        this.connection = connection;
        this.decoder = decoder;
        this.peer = peer;
        this.closed = closed;
        if (decoder != null) {
            connection.readBy(decoder.whileThereIs(connection::hasRoom));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            connection.beginBurst();
            if (ignoring || connection.isEnding()) {
                return;
            }
            if (message instanceof Request whole) {
                keepAlive = true;
                saysKept = false;
                dispatch(whole);
            }
            if (message instanceof HttpRequest head) {
                onHead(head);
            }
            if (message instanceof HttpContent content && inBody) {
                onContent(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void onHead(HttpRequest head) {
        keepAlive = HttpUtil.isKeepAlive(head);
        saysKept = !head.protocolVersion().isKeepAliveDefault();
        crossOrigin = routes.origins().linesFor(head.headers());
        if (head.decoderResult().isFailure()) {
            refuseUnread(head.decoderResult().cause());
            return;
        }
        String target = head.uri();
        HttpHeaders headers = head.headers();
        if (target.length() > limits.maxUriBytes()) {
            refuseAndEnd(Problem.URI_TOO_LONG, "The request target has " + target.length() + " bytes, "
                    + limits.maxUriBytes() + " are taken.");
            return;
        }
        if (!isSpoken(head.protocolVersion())) {
            refuseAndEnd(Problem.HTTP_VERSION_NOT_SUPPORTED,
                    "HTTP/1.1 and HTTP/1.0 have such a request line here, not " + head.protocolVersion() + ".");
            return;
        }
        String misread = howTwoCouldReadIt(head);
        if (misread != null) {
            refuseAndEnd(Problem.MALFORMED_REQUEST, misread);
        } else if (HttpUtil.getContentLength(head, 0L) > limits.maxBodyBytes()) {
            refuseTooLarge();
        } else {
            request = request == null ? new Request() : request;
            request.target = routes.resolve(head.method().name(), target);
            request.headers.set(headers);
            request.bodyLength = 0;
            inBody = true;
            if (HttpUtil.is100ContinueExpected(head)) {
                connection.sendContinue();
                connection.endBurst();
                connection.beginBurst();
            }
        }
    }

    private static boolean isSpoken(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    }

    /** Why a proxy in front of us might see another request in it than we do; null where nothing speaks for that. */
    private static String howTwoCouldReadIt(HttpRequest head) {
        HttpHeaders headers = head.headers();
        String coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("chunked")) {
            return "A body comes as it is or chunked, in no other transfer coding.";
        } else if (coding != null && head.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            // RFC 9112, 6.1: who speaks HTTP/1.0 may not know it, and would see the chunks as another request.
            return "An HTTP/1.0 request has no chunked body.";
        } else if (hasWrongHost(head)) {
            return "A request has exactly one Host header, or in HTTP/2 one :authority.";
        } else if (headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY2)) {
            // Netty's decoder takes the eight bytes behind such a GET for its body, and no proxy does.
            return "The handshake of the first WebSockets has a body that no header announces; it is not spoken here.";
        }
        return null;
    }

    private static boolean hasWrongHost(HttpRequest head) {
        if (!head.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return false;
        }
        Iterator<? extends CharSequence> hosts = head.headers().valueCharSequenceIterator(HttpHeaderNames.HOST);
        if (!hosts.hasNext()) {
            return true;
        }
        hosts.next();
        return hosts.hasNext();
    }

    private void onContent(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            refuseAndEnd(Problem.MALFORMED_REQUEST, "The body is not chunked as HTTP/1.1 says.");
            return;
        }
        ByteBuf bytes = content.content();
        int count = bytes.readableBytes();
        if (request.bodyLength + count > limits.maxBodyBytes()) {
            refuseTooLarge();
            return;
        }
        request.ensureBody(count);
        bytes.readBytes(request.body, request.bodyLength, count);
        request.bodyLength += count;
        if (content instanceof LastHttpContent) {
            inBody = false;
            dispatch(request);
        }
    }

    private void dispatch(Request request) {
        RequestTarget target = request.target;
        request.peer = peer;
        // The clock of the next one starts anew: a client that pipelines always has one half sent.
        unfinishedSinceNs = 0;
        Exchange exchange = connection.begin(keepAlive, target.method().equals("HEAD"));
        exchange.saysKept = saysKept;
        exchange.crossOrigin = routes.origins().linesFor(request.headers);
        crossOrigin = null;
        if (target.route() != null) {
            exchange.route = target.route().name();
            handle(request, exchange);
        } else if (target.allow() != null && exchange.crossOrigin != null && isPreflight(request)) {
            exchange.answerPreflight(target.allow(), routes.allowedHeaders());
        } else if (target.allow() != null) {
            exchange.outcome.help = "Allow: " + target.allow();
            exchange.refuse(Problem.METHOD_NOT_ALLOWED, TextRule.shown(target.method()) + " is not allowed at "
                    + TextRule.shown(target.path()) + "; allowed: " + target.allow() + ".");
        } else {
            exchange.refuse(Problem.NOT_FOUND, "Nothing is served at " + TextRule.shown(target.path()) + ".");
        }
    }

    /** Whether a browser asks if a page of another origin may send what it is about to (Fetch, 4.8). */
    private static boolean isPreflight(Request request) {
        return request.target.method().equals("OPTIONS") && request.headers.has("access-control-request-method");
    }

    private static void handle(Request request, Exchange exchange) {
        try {
            request.target.route().endpoint().handle(request, exchange);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.target.method(), request.target.path(), e);
            exchange.refuse(Problem.INTERNAL_ERROR);
        }
    }

    private void refuseUnread(Throwable cause) {
        if (cause instanceof RequestDecoder.AmbiguousLengthException) {
            refuseAndEnd(Problem.MALFORMED_REQUEST,
                    "The request says its length twice: by two Content-Length, or by one and a chunked body.");
        } else if (cause instanceof TooLongHttpLineException) {
            refuseAndEnd(Problem.URI_TOO_LONG,
                    "The request target is longer than the " + limits.maxUriBytes() + " bytes that are taken.");
        } else if (cause instanceof TooLongHttpHeaderException) {
            refuseAndEnd(Problem.HEADER_FIELDS_TOO_LARGE, "The header fields together are longer than the "
                    + limits.maxHeaderBytes() + " bytes that are taken.");
        } else {
            refuseAndEnd(Problem.MALFORMED_REQUEST, "The request line or a header is not as HTTP/1.1 writes it.");
        }
    }

    private void refuseTooLarge() {
        refuseAndEnd(Problem.CONTENT_TOO_LARGE, "The body is larger than " + limits.maxBodyBytes() + " bytes.");
    }

    private void refuseAndEnd(Problem problem, String detail) {
        ignoring = true;
        inBody = false;
        Exchange exchange = connection.begin(false, false);
        exchange.crossOrigin = crossOrigin;
        exchange.refuse(problem, detail);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        lastReadNs = connection.arrivedNs();
        connection.endBurst();
        boolean unfinished = inBody || decoder != null && decoder.hasRest();
        if (!unfinished) {
            unfinishedSinceNs = 0;
        } else if (unfinishedSinceNs == 0) {
            unfinishedSinceNs = lastReadNs;
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        connection.onWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownReadComplete.INSTANCE || event == SslCloseCompletionEvent.SUCCESS) {
            // The client has sent all it will: it may still wait for replies, and gets them.
            connection.endAfterReplies();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(ctx, cause);
    }

    /** Ends a connection for whatever nobody has caught. */
    static void end(ChannelHandlerContext ctx, Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (root instanceof IOException) {
            // A peer that went away, or one that does not come to terms over TLS; there is nobody left to answer.
            LOG.debug("Connection {} ends", ctx.channel(), cause);
        } else {
            LOG.error("Connection {} ends by a fault of ours", ctx.channel(), cause);
        }
        ctx.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        handedOver = true;
    }

    @Override
    public boolean isDone() {
        return handedOver;
    }

    @Override
    public void sweep(Channel channel, long nowNs) {
        if (connection.unreadForNs(nowNs) > limits.idleTimeout().toNanos()) {
            close(channel, Reason.SLOW_READER);
        } else if (connection.isEnding()) {
            // From when it has all that it gets.
            endingSinceNs = endingSinceNs == 0 || connection.isBusy() ? nowNs : endingSinceNs;
            if (nowNs - endingSinceNs > limits.lingerNs()) {
                channel.close();
            }
        } else if (unfinishedSinceNs != 0 && channel.config().isAutoRead()
                && nowNs - unfinishedSinceNs > limits.requestTimeout().toNanos()) {
            refuseAndEnd(Problem.REQUEST_TIMEOUT, "The request was not complete after "
                    + limits.requestTimeout().toMillis() + " ms.");
        } else if (!connection.isBusy() && nowNs - lastReadNs > limits.idleTimeout().toNanos()) {
            close(channel, Reason.IDLE);
        }
    }

    private void close(Channel channel, Reason reason) {
        closed.add(reason);
        channel.close();
    }
}
