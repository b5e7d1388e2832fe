package dev.shoutgate.reply;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Channels;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Replies of one connection, without a socket: their order, their bursts, their end. */
class ConnectionTest {

    @RegisterExtension
    private final Channels channels = new Channels();

    private final Replies replies = new Replies(channels.open());
    private final Connection connection = replies.connection;

    @Test
    void answersInTheOrderOfTheRequestsWhateverTheOrderOfTheOutcomes() {
        forAll(300, draws -> answersInOrder(draws.between(1, 40), draws.anyLong()));
    }

    private void answersInOrder(int requests, long seed) {
        Replies own = new Replies(channels.open());
        List<Exchange> exchanges = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < requests; i++) {
            exchanges.add(begin(own.connection, "<" + i + ">"));
            expected.append('<').append(i).append('>');
        }
        Collections.shuffle(exchanges, new Random(seed));
        StringBuilder bodies = new StringBuilder();
        for (Exchange exchange : exchanges) {
            exchange.complete();
            bodies.append(own.sent().replaceAll("(?s)HTTP/1.1 .*?\r\n\r\n", ""));
        }

        assertThat(bodies).hasToString(expected.toString());
        assertThat(own.connection.isBusy()).isFalse();
    }

    @Test
    void keepsAReplyBackUntilThoseBeforeItAreThere() {
        Exchange first = begin(connection, "1");
        Exchange second = begin(connection, "2");
        second.complete();
        assertThat(replies.sent()).isEmpty();
        assertThat(connection.isBusy()).isTrue();

        first.complete();
        assertThat(replies.sent()).contains("\r\n\r\n1HTTP/1.1 ").endsWith("2");
    }

    @Test
    void writesOnceWhatOneReadBrought() {
        connection.beginBurst();
        begin(connection, "1").complete();
        begin(connection, "2").complete();
        begin(connection, "3").complete();
        assertThat(replies.writes()).isZero();
        connection.endBurst();

        assertThat(replies.writes()).isEqualTo(1);
    }

    @Test
    void writesOnceWhatOneBatchDecided() {
        List<Exchange> batch = List.of(begin(connection, "1"), begin(connection, "2"), begin(connection, "3"));
        batch.forEach(exchange -> exchange.onOutcome(exchange.outcome));
        replies.loop.wake();
        replies.channel.runPendingTasks();
        assertThat(replies.writes()).isEqualTo(1);

        Exchange next = begin(connection, "4");
        next.onOutcome(next.outcome);
        replies.loop.wake();
        replies.channel.runPendingTasks();
        assertThat(replies.sent()).endsWith("4");
    }

    @Test
    void isBehindOnceItsSocketWasNotEmptyForLongAndManyReads() {
        for (int read = 0; read < 8; read++) {
            read(true);
        }
        waitForLong();
        assertThat(read(false)).as("it was a burst, and is over").isFalse();

        read(true);
        waitForLong();
        assertThat(read(true)).as("the machine stood still").isFalse();
        read(false);

        assertThat(readUntilBehind()).isGreaterThan(8);
        assertThat(read(false)).isFalse();
        assertThat(read(true)).as("from the beginning").isFalse();
    }

    @Test
    void isInACrowdOnceManyConnectionsOfALoopAreNotReadEmptyInOneTurn() {
        assertThat(isInACrowdAfterATurnThatLeaves(4)).isFalse();
        assertThat(isInACrowdAfterATurnThatLeaves(5)).isTrue();
        assertThat(isInACrowdAfterATurnThatLeaves(0)).isFalse();
    }

    @Test
    void isBehindAfterFewerReadsInACrowd() {
        Connection[] others = Stream.generate(() -> new Connection(replies.channel, replies.loop, 4)).limit(4)
                .toArray(Connection[]::new);
        assertThat(readUntilBehind(others)).isBetween(4, 8);
    }

    private boolean isInACrowdAfterATurnThatLeaves(int behind) {
        for (int i = 0; i < behind; i++) {
            connection.onRead(true);
        }
        endTurn();
        return ofARead(false, Exchange::isInACrowd);
    }

    private void endTurn() {
        replies.loop.atEndOfTurn(() -> { });
        replies.channel.runPendingTasks();
    }

    private static void waitForLong() {
        long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < TimeUnit.MILLISECONDS.toNanos(21)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** One read of each a turn. */
    private int readUntilBehind(Connection... others) {
        int reads = 1;
        for (; !read(true); reads++) {
            for (Connection other : others) {
                other.onRead(true);
                other.endBurst();
            }
            endTurn();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return reads;
    }

    /** Reads one request; whether it is late. */
    private boolean read(boolean mayLeaveMore) {
        return ofARead(mayLeaveMore, Exchange::isLate);
    }

    private boolean ofARead(boolean mayLeaveMore, Predicate<Exchange> question) {
        connection.onRead(mayLeaveMore);
        Exchange exchange = begin(connection, "");
        boolean answer = question.test(exchange);
        exchange.complete();
        connection.endBurst();
        replies.sent();
        return answer;
    }

    @Test
    void tellsAClientThatWaitsWithItsBodyToGoOnInItsTurn() {
        Exchange before = begin(connection, "1");
        connection.sendContinue();
        assertThat(replies.sent()).isEmpty();
        before.complete();

        assertThat(replies.sent()).endsWith("1HTTP/1.1 100 Continue\r\n\r\n");
    }

    @Test
    void endsBehindTheLastReplyAndSaysSo() {
        Exchange last = connection.begin(false, false);
        last.form = (self, body) -> body.raw("bye");
        assertThat(connection.isEnding()).isTrue();
        last.complete();

        assertThat(replies.sent()).contains("Connection: close").endsWith("bye");
        assertThat(replies.channel.isOpen()).isFalse();
    }

    @Test
    void answersNothingMoreWhereNobodyKnowsWhatBecameOfARequest() {
        Exchange good = begin(connection, "1");
        Exchange unknown = begin(connection, "2");
        Exchange after = begin(connection, "3");
        after.complete();
        unknown.outcome.unknown = true;
        unknown.complete();
        good.complete();

        assertThat(replies.sent()).endsWith("1");
        assertThat(replies.channel.isOpen()).isFalse();
        assertThat(replies.stats.accepted()).isZero();
    }

    @Test
    void endsWithoutAnAnswerWhereNobodyKnowsWhatBecameOfTheOnlyRequest() {
        Exchange unknown = begin(connection, "1");
        unknown.outcome.unknown = true;
        unknown.complete();

        assertThat(replies.sent()).isEmpty();
        assertThat(replies.channel.isOpen()).isFalse();
    }

    @Test
    void isReadWhileFewWaitAndAgainWhenFewWait() {
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            exchanges.add(begin(connection, "x"));
        }
        connection.endBurst();
        assertThat(replies.channel.config().isAutoRead()).isTrue();
        exchanges.add(begin(connection, "x"));
        connection.endBurst();
        assertThat(replies.channel.config().isAutoRead()).as("with four in flight").isFalse();

        exchanges.get(1).complete();
        assertThat(replies.channel.config().isAutoRead()).as("the first of four still waits").isFalse();
        exchanges.get(0).complete();
        assertThat(replies.channel.config().isAutoRead()).isTrue();
    }

    @Test
    void isNotReadWhileItsClientDoesNotRead() {
        replies.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        connection.onWritabilityChanged();
        assertThat(replies.channel.config().isAutoRead()).isFalse();

        replies.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        connection.onWritabilityChanged();
        assertThat(replies.channel.config().isAutoRead()).isTrue();
    }

    @Test
    void closesAtOnceWhereNothingIsOwedAndAfterTheReplyWhereOneIs() {
        connection.endAfterReplies();
        assertThat(replies.channel.isOpen()).isFalse();

        Replies other = new Replies(channels.open());
        Exchange owed = begin(other.connection, "owed");
        other.connection.endAfterReplies();
        assertThat(other.channel.isOpen()).isTrue();
        owed.complete();
        assertThat(other.sent()).endsWith("owed");
        assertThat(other.channel.isOpen()).isFalse();
    }

    @Test
    void takesExchangesBackFromAClientThatLeft() {
        Exchange waiting = begin(connection, "1");
        waiting.isBuy = true;
        replies.channel.close();
        waiting.complete();

        assertThat(connection.isBusy()).isFalse();
        assertThat(replies.stats.accepted()).as("an order counts, whoever hears of it").isOne();
        assertThat(replies.sent()).isEmpty();
        assertThat(replies.loop.take()).as("used again").isSameAs(waiting);
    }

    @Test
    void usesAnExchangeAgainWithNothingLeftOfItsFirstUse() {
        Exchange used = begin(connection, "1");
        Outcome outcome = used.outcome;
        Replies.fillOrder(outcome);
        outcome.refuse(Problem.METHOD_NOT_ALLOWED, "no");
        outcome.retryAfterMs = 7;
        outcome.replayed = true;
        used.outcome.help = "Allow: GET";
        used.caching = "no-cache";
        used.varies = true;
        used.style = "a";
        used.saysKept = true;
        used.location = "/";
        used.crossOrigin = "Access-Control-Allow-Origin: https://a.example\r\n".getBytes(StandardCharsets.US_ASCII);
        used.isBuy = true;
        used.status = 503;
        used.contentType = "text/plain";
        used.complete();
        replies.sent();

        Exchange again = connection.begin(true, false);
        assertThat(again).isSameAs(used);
        again.form = (self, body) -> body.raw("{}");
        again.complete();
        assertThat(replies.sent()).startsWith("HTTP/1.1 200 OK\r\n").contains("application/json").endsWith("\r\n\r\n{}")
                .doesNotContain("Allow").doesNotContain("Location").doesNotContain("Replayed")
                .contains("no-store").doesNotContain("Vary").doesNotContain("a.example");
        assertThat(again.style).isNull();
        assertThat(replies.stats.accepted()).as("a buy no more").isZero();
    }

    @Test
    void countsWhatItAnswered() {
        Exchange sold = begin(connection, "1");
        sold.isBuy = true;
        sold.complete();
        Exchange lost = connection.begin(true, false);
        lost.isBuy = true;
        lost.refuse(Problem.SOLD_OUT);
        connection.begin(true, false).refuse(Problem.SOLD_OUT);

        assertThat(replies.stats.accepted()).isEqualTo(1);
        assertThat(replies.stats.refused(Problem.SOLD_OUT)).as("buys only").isEqualTo(1);
    }

    private static Exchange begin(Connection connection, String body) {
        Exchange exchange = connection.begin(true, false);
        exchange.form = (self, json) -> json.raw(body);
        return exchange;
    }
}
