package dev.shoutgate.bench.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * Reads a request's body and answers with the same order every time, from memory that all replies share.
 *
 * <p>Threading: one connection's event loop.
 */
final class ConstantReply extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final byte[] BODY = ("{\"orderId\":\"00000000042abcde\",\"saleId\":\"side-by-side\","
            + "\"buyerId\":\"pass1-1-100000042\",\"status\":\"HELD\","
            + "\"items\":[{\"sku\":\"phone\",\"title\":\"Phone\",\"quantity\":1,\"unitPrice\":199900}],"
            + "\"currency\":\"CNY\","
            + "\"total\":199900,\"channel\":\"host-42\",\"createdAt\":\"2026-11-22T20:00:00.000Z\","
            + "\"expiresAt\":\"2026-11-22T20:15:00.000Z\",\"sequence\":123456,\"durability\":\"disk\"}")
            .getBytes(StandardCharsets.US_ASCII);

    private static final ByteBuf SHARED_BODY =
            Unpooled.unreleasableBuffer(Unpooled.directBuffer(BODY.length).writeBytes(BODY).asReadOnly());

    private static final HttpHeaders HEADERS = new ReadOnlyHttpHeaders(false,
            HttpHeaderNames.DATE, "Sun, 22 Nov 2026 20:00:00 GMT",
            HttpHeaderNames.CONTENT_TYPE, "application/json",
            HttpHeaderNames.CACHE_CONTROL, "no-store",
            HttpHeaderNames.LOCATION, "/v1/orders/00000000042abcde",
            HttpHeaderNames.CONTENT_LENGTH, Integer.toString(BODY.length));

    /** The whole reply as it goes out. */
    static byte[] bytes() {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + HttpResponseStatus.CREATED + "\r\n");
        HEADERS.forEach(header -> head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n"));
        return (head.append("\r\n") + new String(BODY, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
    }

    private final byte[] read = new byte[8 * 1024];

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        request.content().readBytes(read, 0, request.content().readableBytes());
        context.write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CREATED,
                SHARED_BODY.duplicate(), HEADERS, EmptyHttpHeaders.INSTANCE), context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
