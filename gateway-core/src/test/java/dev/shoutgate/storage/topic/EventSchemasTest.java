package dev.shoutgate.storage.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.shoutgate.journal.fact.FactKind;
import dev.shoutgate.storage.EveryFact;
import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.topic.Topic.Event;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventSchemasTest {

    private final KafkaEvents events = new KafkaEvents("shoutgate.events", new EventSources(Topic.NAMES));

    private List<Event> everyKind() {
        FactList facts = new FactList().add(EveryFact.facts());
        return facts.batch(0, 0, facts.size()).after(0).stream().map(fact -> Event.of(events.event(0, fact))).toList();
    }

    @Test
    void describesEveryKindOfEventAndNoOther() {
        assertThat(EventSchemas.ids()).containsExactlyInAnyOrderElementsOf(Stream.of(FactKind.values())
                .flatMap(kind -> kind.events().stream()).distinct().map(KafkaEvents::schema).toList());
        assertThat(everyKind()).allSatisfy(event -> {
            EventSchemas.check(event);
            assertThat("tag:shoutgate.dev,2026:" + event.type().substring("dev.shoutgate.".length()))
                    .isEqualTo(event.headers().get("ce_dataschema"));
        });
    }

    @Test
    void refusesWhatIsNoSuchEvent() {
        Map<String, String> wrong = Map.of("\"by\":\"clock\"", "\"by\":null", "\"status\":\"EXPIRED\"",
                "\"status\":\"GONE\"", "\"total\":5,", "\"total\":\"5\",", ",\"quantity\":1,", ",", "\"orders\":3",
                "\"orders\":3,\"more\":1", "\"sku\":\"bag\"", "\"SKU\":\"bag\"", "1970-01-01T00:00:03.000Z", "soon");
        wrong.forEach((part, instead) -> {
            List<Event> having = everyKind().stream().filter(event -> event.data().contains(part)).toList();
            assertThat(having).as(part).isNotEmpty().allSatisfy(event -> assertThat(EventSchemas.misfits(
                    new Event(event.key(), event.headers(), event.data().replace(part, instead)))).isNotEmpty());
        });
    }

    @Test
    void isASchemaItself() {
        Schema meta = SchemaRegistry.withDialect(Dialects.getDraft202012(), builder -> { })
                .getSchema("{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}");

        assertThat(meta.validate(EventSchemas.served())).isEmpty();
        assertThat(EventSchemas.served().path("$schema").textValue())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    /** Readers count on both: that it is there, and that it means the same everywhere. */
    @Test
    void calledSoEverywhereSaysWhoDidItAndWithWhichKey() {
        assertThat(everyKind()).allSatisfy(event -> assertThat(event.data()).contains("\"by\":\""));
        assertThat(everyKind()).noneMatch(event -> event.data().contains("\"key\":"));
        assertThat(everyKind()).filteredOn(event -> event.data().contains("\"idempotencyKey\":\""))
                .extracting(event -> event.type().replaceAll("dev\\.shoutgate\\.|\\.v1", "")).as("have a key in their facts")
                .containsOnly("sale.opened", "sale.paused", "order.held", "order.confirmed", "order.refunded",
                        "order.partly-refunded", "order.extended", "payment.orphaned", "stock.added", "item.added");
    }
}
