package dev.shoutgate.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Replies byte for byte; the date alone is left to the clock. */
class ReplyWriterTest {

    private static final Pattern DATE = Pattern.compile("\r\nDate: ([^\r]*)\r\n");

    private final Replies replies = new Replies();
    private final Exchange exchange = replies.connection.begin(true, false);

    @BeforeEach
    void sayWhoseRateItIs() {
        exchange.outcome.policy = "buyer";
    }

    @Test
    void writesANewOrderByteForByte() {
        Replies.fillOrder(exchange.outcome);
        exchange.form = new OrderBody("disk")::created;
        String id = Replies.orderId();
        String body = "{\"orderId\":\"" + id + "\",\"saleId\":\"demo\",\"buyerId\":\"b\\\"1\\\\\",\"status\":\"HELD\","
                + "\"items\":[{\"sku\":\"phone\",\"title\":\"Phone\",\"quantity\":2,\"unitPrice\":199900},"
                + "{\"sku\":\"case\",\"title\":\"Case\",\"quantity\":1,\"unitPrice\":100}],\"currency\":\"CNY\",\"total\":399900,"
                + "\"channel\":\"主播-7\",\"createdAt\":\"2026-11-22T12:00:00.123Z\","
                + "\"expiresAt\":\"2026-11-22T12:15:00.123Z\",\"sequence\":1234,\"durability\":\"disk\"}";

        assertThat(undated(Replies.written(exchange))).isEqualTo("HTTP/1.1 201 Created\r\nDate: now\r\n"
                + "Cache-Control: no-store\r\nContent-Type: application/json\r\nLocation: /v1/orders/" + id + "\r\n"
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    @Test
    void marksAnOrderThatItsKeyMadeBefore() {
        Replies.fillOrder(exchange.outcome);
        exchange.outcome.replayed = true;
        exchange.form = new OrderBody("os")::created;

        assertThat(Replies.written(exchange)).startsWith("HTTP/1.1 201 Created\r\n")
                .contains("\r\nIdempotent-Replayed: true\r\n").endsWith("\"durability\":\"os\"}");
    }

    @Test
    void namesNoLocationForAnOrderThatIsOnlyRead() {
        Replies.fillOrder(exchange.outcome);
        exchange.form = new OrderBody("disk")::found;

        assertThat(Replies.written(exchange)).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("Location:");
    }

    @Test
    void writesARefusalByteForByte() {
        exchange.outcome.refuse(Problem.SOLD_OUT);
        exchange.outcome.tellStock("phone", 2, 1, 7);
        String body = "{\"type\":\"/problems/sold-out\",\"title\":\"Sold out\",\"status\":409,\"code\":\"sold-out\","
                + "\"retryable\":false,\"detail\":\"phone: 2 asked for, 1 available.\",\"sku\":\"phone\",\"asked\":2,"
                + "\"available\":1,\"held\":7}";

        assertThat(undated(Replies.written(exchange))).isEqualTo("HTTP/1.1 409 Conflict\r\nDate: now\r\n"
                + "Cache-Control: no-store\r\nContent-Type: application/problem+json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void saysWhenToRetryWithEvery429And503(Problem problem) {
        exchange.outcome.refuse(problem);

        assertThat(Replies.written(exchange).contains("\r\nRetry-After: "))
                .isEqualTo(problem.status() == 429 || problem.status() == 503);
    }

    /** A host who pauses what is not open yet is told no time to come back. */
    @ParameterizedTest
    @EnumSource(value = Problem.class, names = {"SALE_NOT_OPEN", "SALE_CLOSED"})
    void saysItToBuyersWhoClickEarly(Problem problem) {
        exchange.outcome.tellOpening(null, SaleDefinition.NEVER);
        exchange.outcome.refuse(problem);

        assertThat(Replies.written(exchange).contains("\r\nRetry-After: ")).isEqualTo(problem == Problem.SALE_NOT_OPEN);
    }

    @ParameterizedTest
    @CsvSource({"never, 1, 3", "-5000, 1, 3", "20500, 21, 23", "3600000, 60, 62"})
    void callsEarlyClicksBackWhenItOpensAndWithinAMinute(String opensInMs, int least, int most) {
        Set<Integer> seen = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            exchange.outcome.tellOpening(null, opensInMs.equals("never") ? SaleDefinition.NEVER
                    : System.currentTimeMillis() + Long.parseLong(opensInMs));
            exchange.outcome.refuse(Problem.SALE_NOT_OPEN);
            seen.add(retryAfter(Replies.written(exchange)));
        }

        assertThat(seen).containsExactly(least, least + 1, most);
    }

    @Test
    void saysTheSameToAllWhenThereAreTooManyButForTheSeconds() {
        ReplyWriter writer = new ReplyWriter();
        Set<Integer> seen = new TreeSet<>();
        long nowNs = System.nanoTime();
        exchange.outcome.refuse(Problem.OVERLOADED);
        String whole = written(writer, nowNs);
        for (int i = 0; i < 200; i++) {
            exchange.crossOrigin = i % 2 == 0 ? null : "Access-Control-Allow-Origin: x\r\n".getBytes(StandardCharsets.US_ASCII);
            String next = written(writer, nowNs);
            seen.add(retryAfter(next));
            assertThat(next.contains("\r\nAccess-Control-Allow-Origin: x\r\n\r\n")).isEqualTo(i % 2 == 1);
            assertThat(plain(next)).isEqualTo(plain(whole));
        }
        assertThat(seen).containsExactly(1, 2, 3);

        exchange.crossOrigin = null;
        exchange.makeLast();
        assertThat(written(writer, nowNs)).contains("\r\nConnection: close\r\n");
    }

    private String written(ReplyWriter writer, long nowNs) {
        ByteBuf out = Unpooled.buffer();
        writer.write(exchange, out, nowNs);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String plain(String reply) {
        return undated(reply).replaceAll("Retry-After: \\d", "Retry-After: n").replaceAll("Access[^\r]*\r\n", "");
    }

    private static int retryAfter(String reply) {
        Matcher after = Pattern.compile("\r\nRetry-After: (\\d+)\r\n").matcher(reply);
        assertThat(after.find()).isTrue();
        return Integer.parseInt(after.group(1));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 3", "1, 1, 3", "1000, 1, 3", "1001, 2, 4", "59001, 60, 62"})
    void spreadsTheRetriesOverThreeSecondsAndCallsNobodyBackTooEarly(long neededMs, int least, int most) {
        Set<Integer> seen = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            exchange.outcome.refuse(Problem.OVERLOADED);
            exchange.outcome.retryAfterMs = neededMs;
            Matcher after = Pattern.compile("\r\nRetry-After: (\\d+)\r\n").matcher(Replies.written(exchange));
            assertThat(after.find()).isTrue();
            seen.add(Integer.valueOf(after.group(1)));
        }

        assertThat(seen).containsExactly(least, least + 1, most);
    }

    @Test
    void saysWhichRateIsAllowedAndWhenItIsAgain() {
        exchange.outcome.refuse(Problem.RATE_LIMITED);
        exchange.outcome.policy = "address";
        exchange.outcome.limit = 5;
        exchange.outcome.windowSeconds = 3;
        exchange.outcome.retryAfterMs = 1_200;

        assertThat(Replies.written(exchange)).startsWith("HTTP/1.1 429 Too Many Requests\r\n")
                .contains("\r\nRateLimit-Policy: \"address\";q=5;w=3\r\n").contains("\r\nRateLimit: \"address\";r=0;t=2\r\n");
    }

    @Test
    void saysWhatWouldHelpAndNothingWhereNothingWould() {
        exchange.outcome.refuse(Problem.UNAUTHENTICATED);
        assertThat(Replies.written(exchange)).doesNotContain("WWW-Authenticate");

        exchange.outcome.help = "WWW-Authenticate: Bearer";
        assertThat(Replies.written(exchange)).contains("\r\nWWW-Authenticate: Bearer\r\n");
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void letsNobodyKeepARefusal(Problem problem) {
        exchange.caching = "no-cache";
        exchange.outcome.refuse(problem);

        assertThat(Replies.written(exchange)).containsOnlyOnce("\r\nCache-Control: no-store\r\n");
    }

    @ParameterizedTest
    @CsvSource({"413, Content Too Large", "414, URI Too Long", "422, Unprocessable Content",
        "416, Range Not Satisfiable", "308, Permanent Redirect", "431, Request Header Fields Too Large"})
    void hasTheReasonPhrasesOfRfc9110(int status, String phrase) {
        exchange.form = (self, body) -> self.status = status;

        assertThat(Replies.written(exchange)).startsWith("HTTP/1.1 " + status + " " + phrase + "\r\n");
    }

    @Test
    void leadsElsewhereWithoutABody() {
        exchange.redirect("/live/demo?channel=7");

        assertThat(undated(replies.sent())).isEqualTo("HTTP/1.1 308 Permanent Redirect\r\nDate: now\r\n"
                + "Cache-Control: no-store\r\nLocation: /live/demo?channel=7\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void promisesTheLengthOfTheBodyThatAHeadDoesNotGet() {
        Exchange head = replies.connection.begin(true, true);
        head.form = (self, body) -> body.raw("{\"a\":1}");
        exchange.form = head.form;
        String whole = undated(Replies.written(exchange));

        assertThat(undated(Replies.written(head))).isEqualTo(whole.substring(0, whole.length() - 7))
                .contains("\r\nContent-Length: 7\r\n");
    }

    @Test
    void saysWhenItIsTheLastReply() {
        Exchange last = replies.connection.begin(false, false);
        last.form = (self, body) -> body.raw("{}");
        exchange.form = last.form;
        last.saysKept = true;

        assertThat(Replies.written(last)).contains("\r\nConnection: close\r\n").doesNotContain("keep-alive");
        assertThat(Replies.written(exchange)).doesNotContain("Connection:");
    }

    @Test
    void givesAPageItsOwnTypeAndLetsItBeKeptWhereItIsAFile() {
        exchange.form = (self, body) -> {
            self.contentType = "text/css; charset=utf-8";
            body.raw("a{}");
        };

        assertThat(Replies.written(exchange)).contains("\r\nContent-Type: text/css; charset=utf-8\r\n")
                .contains("\r\nCache-Control: no-store\r\n");
        exchange.caching = "no-cache";
        exchange.varies = true;
        exchange.style = "'sha256-abc='";
        assertThat(Replies.written(exchange)).doesNotContain("no-store").contains("\r\nCache-Control: no-cache\r\n")
                .contains("\r\nVary: Accept-Encoding\r\n").contains("; style-src 'self' 'sha256-abc='\r\n");
    }

    @Test
    void answersThatItFailedWhereABodyCannotBeMade() {
        exchange.form = (self, body) -> {
            body.raw("{\"half");
            throw new QuietFault();
        };
        String reply = Replies.written(exchange);

        assertThat(reply).startsWith("HTTP/1.1 500 Internal Server Error\r\n");
        assertThat(Replies.bodyOf(reply)).startsWith("{\"type\":\"/problems/internal-error\"").doesNotContain("half");
    }

    @Test
    void writesOneReplyAfterAnotherWithNothingLeftOfTheOneBefore() {
        Replies.fillOrder(exchange.outcome);
        exchange.form = new OrderBody("disk")::created;
        ByteBuf out = Unpooled.buffer();
        ReplyWriter writer = new ReplyWriter();
        writer.write(exchange, out, System.nanoTime());
        int first = out.writerIndex();
        Exchange second = replies.connection.begin(true, false);
        second.form = (self, body) -> body.raw("{}");
        writer.write(second, out, System.nanoTime());

        assertThat(out.toString(first, out.writerIndex() - first, StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\nContent-Length: 2\r\n\r\n{}").doesNotContain("Location");
    }

    @Test
    void datesItsRepliesAsHttpWantsIt() {
        exchange.form = (self, body) -> body.raw("{}");
        Matcher date = DATE.matcher(Replies.written(exchange));
        assertThat(date.find()).isTrue();
        ZonedDateTime said = ZonedDateTime.parse(date.group(1), DateTimeFormatter.RFC_1123_DATE_TIME);

        assertThat(date.group(1)).matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
        assertThat(Duration.between(said, Instant.now().atZone(ZoneOffset.UTC))).isBetween(Duration.ZERO,
                Duration.ofSeconds(30));
    }

    @Test
    void makesTheDateOnceASecondAndNotOnceAReply() {
        DateLine date = new DateLine();
        byte[] first = date.at(System.nanoTime());
        int lines = 1;
        byte[] last = first;
        long beginMs = System.currentTimeMillis();
        for (int i = 0; i < 10_000; i++) {
            byte[] next = date.at(System.nanoTime());
            lines += next == last ? 0 : 1;
            last = next;
        }

        assertThat(lines).isLessThanOrEqualTo(2 + (int) ((System.currentTimeMillis() - beginMs) / 1000));
        await().until(() -> !Arrays.equals(date.at(System.nanoTime()), first));
    }

    private static String undated(String reply) {
        return DATE.matcher(reply).replaceFirst("\r\nDate: now\r\n");
    }

    /** Without a stack trace, so that the log of the tests stays readable. */
    private static final class QuietFault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        QuietFault() {
            super("as the test wants it", null, false, false);
        }
    }
}
