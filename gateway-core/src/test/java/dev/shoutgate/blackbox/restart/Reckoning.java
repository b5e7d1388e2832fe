package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Stock;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Holds a reborn gateway to what its earlier lives told the buyers of one sale. One thread, while nobody presses. */
final class Reckoning {
    private final GatewayProcess gateway;
    private final String sale;
    private final Told told;
    private final Verdict verdict;

    Reckoning(GatewayProcess gateway, String sale, Told told, Verdict verdict) {
        this.gateway = gateway;
        this.sale = sale;
        this.told = told;
        this.verdict = verdict;
    }

    /** All that one sale's buyers were ever told is so, and its figures are what that comes to. */
    static void assertEverythingIsKept(GatewayProcess gateway, String sale, Told told) {
        Verdict verdict = new Verdict();
        Reckoning reckoning = new Reckoning(gateway, sale, told, verdict);
        reckoning.learnTheTruth();
        reckoning.assertKept(told.all());
        reckoning.assertFigures();
        assertThat(verdict.isClean()).as("%s", verdict).isTrue();
    }

    /** Repeats what was turned away or got no answer; from then on every order of the sale is known. */
    void learnTheTruth() {
        repeat(told.takeTurnedAway(), (press, answer) -> {
            if (isReplayed(answer)) {
                verdict.doubled("recorded after a 503: " + press + " " + answer);
            }
        });
        repeat(told.unanswered, (press, answer) -> { });
        told.unanswered.clear();
        ask(told.cancelsUnanswered, Load::cancel, told::cancelAnswered);
        told.cancelsUnanswered.clear();
    }

    /** After a stop in order nothing may have been recorded of which the buyer heard nothing. */
    void assertTheUnansweredWereNotTaken() {
        List<Press> silent = told.unanswered.stream().filter(press -> told.of(press) == null).distinct().toList();
        repeat(silent, (press, answer) -> {
            if (isReplayed(answer)) {
                verdict.lost("taken and never answered: " + press + " " + answer);
            }
        });
        told.unanswered.clear();
    }

    private void repeat(Collection<Press> presses, BiConsumer<Press, Answer> also) {
        ask(presses, press -> press.in(sale).bytes(), (press, answer) -> {
            told.answered(press, answer);
            also.accept(press, answer);
        });
    }

    /** Reads each order, alone and in its buyer's list, and repeats its press: it is as it was, and the same one. */
    void assertKept(Collection<Press.Promise> promises) {
        ask(promises, Reckoning::read, this::compareOrder);
        ask(promises, promise -> list(sale, promise), this::compareList);
        ask(promises, promise -> promise.press().in(sale).bytes(), (promise, answer) -> {
            compareOrder(promise, answer);
            if (answer.status() == 201 && !isReplayed(answer)) {
                verdict.doubled(promise + " made again: " + answer);
            }
        });
    }

    private void compareOrder(Press.Promise promise, Answer answer) {
        if (answer.status() >= 300) {
            verdict.lost(promise + " is " + answer);
        } else if (!promise.orderId().equals(answer.orderId())) {
            verdict.doubled(promise + " has become " + answer);
        } else if (!told.statusOf(promise).equals(answer.field("status"))
                || !promise.press().skus().equals(answer.json().findValuesAsText("sku"))) {
            verdict.lost(promise + ", " + told.statusOf(promise) + ", is " + answer);
        }
    }

    /** Each press was another buyer's, who has that one order. */
    private void compareList(Press.Promise promise, Answer answer) {
        List<String> ids = answer.json().findValuesAsText("orderId");
        List<String> statuses = answer.json().findValuesAsText("status");
        if (!ids.equals(List.of(promise.orderId())) || !statuses.equals(List.of(told.statusOf(promise)))) {
            verdict.lost(promise + " is in no list, or not alone: " + answer);
        }
    }

    /** The figures of every item are the sum of the orders that we know, and the gateway's own recount agrees. */
    void assertFigures() {
        told.doubled.forEach(verdict::doubled);
        told.doubled.clear();
        Answer view = gateway.operators().sale(sale);
        Map<String, Long> promised = told.unitsHeld();
        Stream.concat(Stream.of(Basket.SCARCE), Basket.PLENTY.stream()).forEach(sku -> {
            Stock stock = Stock.of(view.json(), sku);
            long units = promised.getOrDefault(sku, 0L);
            if (stock.held() != units || stock.sold() != 0 || units > stock.total()) {
                verdict.oversold(sku + " has " + stock + " and " + units + " units in orders");
            }
        });
        Answer audit = gateway.operators().audit(sale);
        if (audit.status() != 200 || !audit.json().path("ok").asBoolean()) {
            verdict.oversold("the audit: " + audit);
        }
    }

    private <Q> void ask(Collection<Q> questions, Function<Q, byte[]> request,
            BiConsumer<Q, Answer> heard) {
        Pipeline.ask(gateway.buyersPort(), questions, request, heard);
    }

    private static boolean isReplayed(Answer answer) {
        return "true".equals(answer.header("Idempotent-Replayed").orElse(""));
    }

    static byte[] read(Press.Promise promise) {
        return get("/v1/orders/" + promise.orderId(), promise);
    }

    private static byte[] list(String sale, Press.Promise promise) {
        return get("/v1/sales/" + sale + "/orders", promise);
    }

    private static byte[] get(String path, Press.Promise promise) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Buyer-Id: " + promise.press().buyer()
                + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
