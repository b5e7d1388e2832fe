package dev.shoutgate.storage.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.docs.DocPage;
import dev.shoutgate.journal.fact.FactKind;
import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.Facts;
import dev.shoutgate.storage.StoredFact;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaEventsTest {

    private static final int SHARD = 0;
    private static final Set<String> TYPES = Stream.of(FactKind.values())
            .flatMap(kind -> kind.events().stream()).map(KafkaEvents::type).collect(Collectors.toSet());

    private final KafkaEvents events = new KafkaEvents("shoutgate.events", new EventSources(Topic.NAMES));

    @Test
    void sendsAKeyAgainOnlyAfterItsEarlierEventsHaveArrived() {
        List<StoredFact> facts = new FactList().add(
                Facts.orderExpired("o1"), Facts.orderConfirmed("o1", "pay", true), Facts.orderExpired("o2"),
                Facts.orderRefunded("o1", "desk"), Facts.orderCancelled("o2", "")).batch(SHARD, 0, 5).after(0);

        assertThat(events.rounds(SHARD, facts)).map(KafkaEventsTest::keysAndTypes).containsExactly(
                List.of("o1 dev.shoutgate.order.expired.v1", "o2 dev.shoutgate.order.expired.v1"),
                List.of("o1 dev.shoutgate.order.confirmed.v1", "o2 dev.shoutgate.order.cancelled.v1"),
                List.of("o1 dev.shoutgate.order.refunded.v1"));
    }

    private static List<String> keysAndTypes(List<ProducerRecord<String, byte[]>> round) {
        return round.stream().map(Topic.Event::of).map(event -> event.key() + " " + event.type()).toList();
    }

    @Test
    void hasTheTableOfItsPage() {
        List<String> rows = DocPage.of("docs/stores.md").text().lines()
                .filter(line -> line.startsWith("| `dev.shoutgate.")).map(line -> line.split("`")[1]).toList();

        assertThat(rows).containsExactlyInAnyOrderElementsOf(TYPES);
    }

    @Test
    void givesEveryEventARegularName() {
        assertThat(TYPES).hasSize(21)
                .allMatch(text -> text.matches("dev\\.shoutgate\\.[a-z]+\\.[a-z-]+\\.v1"));
    }
}
