package dev.shoutgate.reply;

import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hop 6 of a Buy: an outcome becomes bytes, on the connection's own event loop. Everything that does not depend on the
 * case is bytes already, and most who press lose by the same words.
 *
 * <p>Threading: one event loop.
 */
final class ReplyWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyWriter.class);
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
    private static final byte[] JSON = ascii("Content-Type: application/json\r\n");
    private static final byte[] PROBLEM_JSON = ascii("Content-Type: application/problem+json\r\n");
    private static final byte[] LOCATION = ascii("Location: /v1/orders/");
    private static final byte[] REPLAYED = ascii("Idempotent-Replayed: true\r\n");
    private static final byte[] RETRY_AFTER = ascii("Retry-After: ");
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final byte[] NO_STORE = ascii("Cache-Control: no-store\r\n");
    /** Pages load nothing but pictures from elsewhere, run nothing that stands in them, and are framed by nobody. */
    private static final byte[] PAGE_POLICY = ascii("X-Content-Type-Options: nosniff\r\n"
            + "Content-Security-Policy: default-src 'none'; script-src 'self'; img-src 'self' https: data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'self'");
    /** Of a reply that goes on for as long as its connection: nginx would keep it back until its end. */
    private static final byte[] STREAM = ascii("X-Accel-Buffering: no\r\n");
    /** Two hours, in seconds, which is as long as Chromium keeps it. */
    private static final byte[] PREFLIGHT_MAX_AGE = ascii("Access-Control-Max-Age: 7200\r\n");
    private static final byte[] END = ascii("\r\n");
    private static final int JITTER_SECONDS = 3;
    private static final long LONGEST_EARLY_MS = 60_000;

    private final JsonBytes body = new JsonBytes();
    private final JsonBytes head = new JsonBytes();
    private final DateLine date = new DateLine();
    private final SoldOutReply soldOut = new SoldOutReply();
    private final PassReplies passes = new PassReplies();
    private final OverloadedReply overloaded = new OverloadedReply();

    /** {@code nowNs}: as {@link System#nanoTime} has it. */
    void write(Exchange exchange, ByteBuf out, long nowNs) {
        byte[] dateLine = date.at(nowNs);
        if (hasWrittenKept(exchange, out, dateLine)) {
            return;
        }
        body.clear();
        head.clear();
        if (exchange.outcome.problem == null) {
            fill(exchange);
        }
        Problem problem = exchange.outcome.problem;
        if (problem == null) {
            startHead(exchange, exchange.status, dateLine);
            goodHead(exchange);
        } else {
            startHead(exchange, problem.status(), dateLine);
            problemHead(exchange, problem);
            ProblemBody.write(exchange.outcome, body);
        }
        if (exchange.successor != null && problem == null && !exchange.headOnly) {
            head.raw(STREAM);
        } else {
            exchange.successor = null;
            if (exchange.preflight == null) {
                head.raw(CONTENT_LENGTH).number(body.length()).raw(END);
            }
        }
        soldOut.keep(exchange, dateLine, head, body);
        passes.keep(exchange, dateLine, head, body);
        overloaded.keep(exchange, dateLine, head, body);
        out.writeBytes(head.bytes(), 0, head.length());
        // What may be kept is the same for all, so that nobody gets from a cache what is another's.
        if (exchange.crossOrigin != null && !mayBeKept(exchange)) {
            out.writeBytes(exchange.crossOrigin);
        }
        out.writeBytes(END);
        if (!exchange.headOnly) {
            out.writeBytes(body.bytes(), 0, body.length());
        }
    }

    /** Whether it was one of those that are kept whole. */
    private boolean hasWrittenKept(Exchange exchange, ByteBuf out, byte[] dateLine) {
        if (soldOut.isOf(exchange, dateLine)) {
            soldOut.write(out, exchange.crossOrigin);
            return true;
        }
        KeptReply refusedPass = passes.find(exchange, dateLine);
        if (refusedPass != null) {
            refusedPass.write(out, exchange.crossOrigin);
            return true;
        }
        boolean isOverloaded = overloaded.isOf(exchange, dateLine);
        if (isOverloaded) {
            overloaded.write(out, exchange.crossOrigin, jitterSeconds());
        }
        return isOverloaded;
    }

    private void fill(Exchange exchange) {
        try {
            exchange.form.fill(exchange, body);
        } catch (RuntimeException e) {
            LOG.error("A reply could not be put together", e);
            body.clear();
            exchange.outcome.refuse(Problem.INTERNAL_ERROR, null);
        }
    }

    private void startHead(Exchange exchange, int status, byte[] dateLine) {
        head.raw(StatusLine.of(status)).raw(dateLine);
        if (exchange.last) {
            head.raw(CLOSE);
        } else if (exchange.saysKept) {
            head.raw(KEEP_ALIVE);
        }
        if (mayBeKept(exchange)) {
            head.raw("Cache-Control: ").raw(exchange.caching).raw(END);
        } else {
            head.raw(NO_STORE);
        }
    }

    private static boolean mayBeKept(Exchange exchange) {
        return exchange.caching != null && exchange.outcome.problem == null;
    }

    private void goodHead(Exchange exchange) {
        if (exchange.preflight != null) {
            head.raw(exchange.preflight).raw(PREFLIGHT_MAX_AGE);
        } else if (exchange.location != null) {
            head.raw("Location: ").raw(exchange.location).raw(END);
        } else if (exchange.contentType == null) {
            head.raw(JSON);
        } else {
            head.raw("Content-Type: ").raw(exchange.contentType).raw(END).raw(PAGE_POLICY);
            if (exchange.style != null) {
                head.raw(" ").raw(exchange.style);
            }
            head.raw(END);
        }
        if (exchange.varies) {
            head.raw("Vary: Accept-Encoding\r\n");
        }
        if (exchange.contentCoding != null) {
            head.raw("Content-Encoding: ").raw(exchange.contentCoding).raw(END);
        }
        if (exchange.status == 201 && exchange.outcome.hasOrder) {
            head.raw(LOCATION).raw(exchange.outcome.orderId).raw(END);
        }
        if (exchange.outcome.replayed) {
            head.raw(REPLAYED);
        }
    }

    private void problemHead(Exchange exchange, Problem problem) {
        head.raw(PROBLEM_JSON);
        if (problem.saysWhenToRetry()) {
            head.raw(RETRY_AFTER).number(retryAfterSeconds(exchange.outcome.retryAfterMs)).raw(END);
        } else if (problem == Problem.SALE_NOT_OPEN && exchange.outcome.early) {
            head.raw(RETRY_AFTER).number(retryAfterSeconds(untilOpeningMs(exchange.outcome.opensAtMs))).raw(END);
        }
        if (exchange.outcome.help != null) {
            head.raw(exchange.outcome.help).raw(END);
        }
        if (problem == Problem.RATE_LIMITED) {
            rateLimit(exchange);
        }
    }

    private void rateLimit(Exchange exchange) {
        long seconds = (exchange.outcome.retryAfterMs + 999) / 1000;
        String policy = exchange.outcome.policy;
        head.raw("RateLimit-Policy: \"").raw(policy).raw("\";q=").number(exchange.outcome.limit)
                .raw(";w=").number(exchange.outcome.windowSeconds).raw(END)
                .raw("RateLimit: \"").raw(policy).raw("\";r=0;t=").number(seconds).raw(END);
    }

    /**
     * Whole seconds, at least what is known to be needed, and spread out, so that the crowd does not come back as
     * one.
     */
    private static long retryAfterSeconds(long neededMs) {
        return Math.max(1, (neededMs + 999) / 1000) + jitterSeconds();
    }

    /** At most a minute: the host may have said another time by then. Where nobody said one, no time. */
    private static long untilOpeningMs(long opensAtMs) {
        return opensAtMs == SaleDefinition.NEVER ? 0
                : Math.min(LONGEST_EARLY_MS, Math.max(0, opensAtMs - System.currentTimeMillis()));
    }

    private static int jitterSeconds() {
        return ThreadLocalRandom.current().nextInt(JITTER_SECONDS);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
