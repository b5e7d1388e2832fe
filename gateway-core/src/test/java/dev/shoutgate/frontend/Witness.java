package dev.shoutgate.frontend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.shoutgate.reply.Exchange;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Endpoints that write down all of each request that comes to them. {@code now} and the orders answer at once,
 * {@code later} when it is told to, {@code events} hands its connection over.
 */
final class Witness {

    /** What was asked, in the order in which it came. */
    final List<String> seen = new ArrayList<>();
    private final Deque<Exchange> parked = new ArrayDeque<>();
    final RouteTable routes = new RouteTable()
            .on("GET", "/now/{}", this::now).on("POST", "/now/{}", this::now)
            .on("GET", "/later/{}", this::later).on("POST", "/later/{}", this::later)
            .on("GET", "/v1/sales/{}", this::now).on("POST", "/v1/sales/{}/orders", this::now)
            .on("GET", "/v1/sales/{}/orders/{}", this::now)
            .on("GET", "/v1/sales/{}/events", this::events);

    private void now(Request request, Exchange exchange) {
        note(request);
        int count = seen.size();
        exchange.reply((self, body) -> body.number(count));
    }

    private void later(Request request, Exchange exchange) {
        note(request);
        int count = seen.size();
        exchange.form = (self, body) -> body.raw("{\"later\":").number(count).raw("}");
        parked.add(exchange);
    }

    private void events(Request request, Exchange exchange) {
        note(request);
        exchange.makeLast();
        exchange.contentType = "text/event-stream";
        exchange.successor = this::takeOver;
        exchange.reply((self, body) -> body.raw("retry: 1\n\n"));
    }

    /** As the room does it. */
    private void takeOver(Channel channel) {
        while (channel.pipeline().first() != null) {
            channel.pipeline().removeFirst();
        }
        channel.config().setAutoRead(true);
        channel.pipeline().addLast(new SimpleChannelInboundHandler<ByteBuf>() {
            @Override
            protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
                seen.add("watcher sent " + bytes.toString(ISO_8859_1));
            }
        });
    }

    private void note(Request request) {
        RequestTarget target = request.target;
        seen.add(target.method() + " " + target.sent() + " is " + target.path() + " of " + target.route().name()
                + " with " + String.join(",", Arrays.asList(target.arguments())) + " from " + request.peer.address()
                + "\n" + request.headers + new String(request.body, 0, request.bodyLength, ISO_8859_1));
    }

    /**
     * Completes one of the requests that wait, as a shard does: the oldest, or the newest; nothing if
     * there is none.
     */
    void complete(boolean oldest, boolean unknown) {
        Exchange exchange = oldest ? parked.pollFirst() : parked.pollLast();
        if (exchange != null) {
            exchange.outcome.unknown = unknown;
            exchange.complete();
        }
    }

    boolean isWaitedFor() {
        return !parked.isEmpty();
    }
}
