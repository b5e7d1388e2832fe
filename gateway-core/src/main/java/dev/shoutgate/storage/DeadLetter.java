package dev.shoutgate.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.journal.fact.FactKind;
import java.util.Map;

/**
 * A fact that a store did not take, whole, with the reason. As text it is one line of JSON, which says everything that
 * storing it again needs: the journal may have let go of the fact by then.
 *
 * <p>Immutable.
 *
 * @param store  which store it is and where, as its {@code toString()} says
 * @param reason what the store said, or which earlier fact of the same order waits here
 */
public record DeadLetter(int shard, StoredFact fact, String store, String reason) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    /** By their names in the files, which stay whatever the classes are called. */
    private static final Map<String, Class<? extends StoredFact>> KINDS = Map.of(
            "OrderTaken", StoredFact.NewOrder.class,
            "OrderMoved", StoredFact.OrderMoved.class,
            "SaleEvent", StoredFact.SaleEvent.class);

    public DeadLetter {
        fact = fact.lasting();
    }

    public long sequence() {
        return fact.sequence();
    }

    /** {@code OrderTaken}, {@code OrderMoved} or {@code SaleEvent}. */
    public String kind() {
        return kindOf(fact);
    }

    static String kindOf(StoredFact fact) {
        StoredFact lasting = fact.lasting();
        return KINDS.entrySet().stream().filter(kind -> kind.getValue().isInstance(lasting)).findFirst().orElseThrow()
                .getKey();
    }

    DeadLetter because(String newReason) {
        return new DeadLetter(shard, fact, store, newReason);
    }

    /** The order that the fact is of; null where it is of none. */
    static String orderOf(StoredFact fact) {
        return fact.orderId();
    }

    String toJson() {
        ObjectNode line = JSON.createObjectNode();
        line.put("shard", shard).put("sequence", sequence()).put("time", new TimestampText().of(fact.timeMs()))
                .put("kind", kind()).put("store", store).put("reason", reason).set("fact", JSON.valueToTree(fact));
        return line.toString();
    }

    /** Releases before 0.2 called an event by its fact. */
    private static StoredFact inWordsOfToday(StoredFact fact) throws JsonProcessingException {
        for (FactKind kind : FactKind.values()) {
            if (fact instanceof StoredFact.SaleEvent event && event.type().equals(kind.factName())) {
                String status = JSON.readTree(event.data()).path("status").textValue();
                return new StoredFact.SaleEvent(event.sequence(), event.timeMs(), event.saleId(), kind.event(status),
                        event.by(), event.data());
            }
        }
        return fact;
    }

    /** @throws IllegalArgumentException where the line is none of ours; says what is wrong */
    static DeadLetter parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            Class<? extends StoredFact> kind = KINDS.get(node.path("kind").asText());
            if (kind == null) {
                throw new IllegalArgumentException("its kind is " + node.path("kind") + ", wants one of "
                        + KINDS.keySet().stream().sorted().toList());
            }
            StoredFact fact = JSON.treeToValue(node.path("fact"), kind);
            if (!node.path("shard").isInt() || fact == null || fact.sequence() < 1) {
                throw new IllegalArgumentException("it lacks a shard, or a fact with a sequence from 1 up");
            }
            return new DeadLetter(node.path("shard").intValue(), inWordsOfToday(fact), node.path("store").asText(),
                    node.path("reason").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
