package dev.shoutgate.reply;

import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import io.netty.channel.Channel;
import java.util.function.Consumer;

/**
 * One request that waits for its reply: its outcome, and how the reply will look. Used again and again by one event
 * loop.
 *
 * <p>Threading: the connection's event loop, but for {@link #onOutcome}, which the shard calls.
 */
public final class Exchange implements Outcome.Receiver {

    private static final String OTHER = "other";

    public final Outcome outcome = new Outcome(this);
    /** How a reply that is no refusal will look; set before the outcome is complete. */
    public ReplyForm form;

    public int status = 200;
    public String contentType;
    /** What was asked for, as the metrics name it. */
    public String route = OTHER;
    /** In which the body is packed already; null where it comes as it is. */
    public String contentCoding;
    /** How long a file of the gateway's own may be kept; null for what is said of sales and orders, which never may. */
    public String caching;
    /** Whether who takes no gzip would get other bytes. */
    public boolean varies;
    /** The hash of the style sheet that stands in the page, as the content policy writes it; null where none does. */
    public String style;
    /** Header lines for the page of another origin that asked and may read the reply; null to all others. */
    public byte[] crossOrigin;
    /** Who has the connection once the reply is written, for a stream; null where it stays ours. */
    public Consumer<Channel> successor;
    /** Whether it is a buy, whose result is counted as a decision. */
    public boolean isBuy;
    /** Whether the connection ends after this reply. */
    boolean last;
    /** Whether the client must be told that the connection is kept: to HTTP/1.0 that is not a matter of course. */
    public boolean saysKept;
    /** Where the client finds what it asked for; null where it is here. */
    String location;
    /** What a page of another origin may send there, as headers; null where that was not asked. */
    String preflight;
    boolean headOnly;
    boolean complete;
    boolean isContinue;
    long startedNs;

    private final ReplyLoop loop;
    Connection connection;

    Exchange(ReplyLoop loop) {
        this.loop = loop;
    }

    /** The shard's word: goes to the event loop, which is woken once a batch. */
    @Override
    public void onOutcome(Outcome outcome) {
        loop.hand(this);
    }

    /** Answers with a problem, now. Event loop only. */
    public void refuse(Problem problem) {
        outcome.refuse(problem);
        complete();
    }

    /** Answers with a problem and a sentence for this case, now. Event loop only. */
    public void refuse(Problem problem, String detail) {
        outcome.refuse(problem, detail);
        complete();
    }

    /** Answers by a form, now. Event loop only. */
    public void reply(ReplyForm form) {
        this.form = form;
        complete();
    }

    /** Leads to another path of this server, for good: RFC 9110, 15.4.9. Visible ASCII. Event loop only. */
    public void redirect(String path) {
        location = path;
        status = 308;
        reply((self, body) -> { });
    }

    /** Tells a browser, which asks, what a page of another origin may send there. Event loop only. */
    public void answerPreflight(String methods, String headers) {
        preflight = "Access-Control-Allow-Methods: " + methods
                + "\r\nAccess-Control-Allow-Headers: " + headers + "\r\n";
        status = 204;
        reply((self, body) -> { });
    }

    /** Says that the outcome is final. Event loop only. */
    public void complete() {
        complete = true;
        connection.onComplete();
    }

    /** The bound address that the request came to, such as {@code http://127.0.0.1:8080}. Event loop only. */
    public String address() {
        return connection.address();
    }

    /** When the request came in, as {@link System#nanoTime} has it. */
    public long arrivedNs() {
        return startedNs;
    }

    /** Whether the request may have waited for long before it was read, because its client sends faster than that. */
    public boolean isLate() {
        return connection.isBehind();
    }

    /** Whether many connections send more than is read, and not just one whose client is in a hurry. */
    public boolean isInACrowd() {
        return loop.isCrowded();
    }

    /** Which of the event loops serves it, from 0. */
    public int loopIndex() {
        return loop.index();
    }

    /** The connection will not be kept after this reply. */
    public void makeLast() {
        last = true;
    }

    void clear() {
        outcome.clear();
        form = null;
        status = 200;
        contentType = null;
        caching = null;
        varies = false;
        style = null;
        saysKept = false;
        location = null;
        preflight = null;
        crossOrigin = null;
        isBuy = false;
        route = OTHER;
        contentCoding = null;
        successor = null;
        last = false;
        headOnly = false;
        complete = false;
        isContinue = false;
        connection = null;
    }
}
