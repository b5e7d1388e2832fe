package dev.shoutgate.storage.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.config.KafkaSettings;
import dev.shoutgate.storage.EveryFact;
import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.topic.Topic.Event;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of event, read by the SDKs that its readers use, from a topic of a real broker. */
class CloudEventSdksTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROGRAM = Path.of("src", "test", "clients", "events").toAbsolutePath();
    private static final String TOPIC = "read-by-others";

    @TempDir
    private static Path folder;

    private static KafkaBroker broker;
    private static List<Event> sent;

    @BeforeAll
    static void sendEveryKind() throws Exception {
        broker = KafkaBroker.shared();
        broker.createTopic(TOPIC, 1);
        FactList facts = new FactList().add(EveryFact.facts());
        try (KafkaOrderStore store = new KafkaOrderStore("kafka",
                new KafkaSettings(broker.servers(), TOPIC, Optional.empty(), false), folder, Topic.NAMES)) {
            store.store(facts.batch(0, 0, facts.size()));
        }
        sent = broker.topic(TOPIC).events();
        assertThat(sent).hasSize(EveryFact.facts().length);
    }

    @Test
    void readsEveryKindInJava() throws Exception {
        List<Map<String, Object>> read = new ArrayList<>();
        try (KafkaConsumer<String, CloudEvent> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.servers()), new StringDeserializer(), new CloudEventDeserializer())) {
            List<TopicPartition> all = List.of(new TopicPartition(TOPIC, 0));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (read.size() < sent.size()) {
                for (ConsumerRecord<String, CloudEvent> record : consumer.poll(Duration.ofSeconds(1))) {
                    read.add(attributes(record.value()));
                }
            }
        }
        assertThat(read).containsExactlyElementsOf(sent.stream().map(CloudEventSdksTest::attributes).toList());
    }

    private static Map<String, Object> attributes(CloudEvent event) {
        Map<String, Object> all = new TreeMap<>();
        event.getAttributeNames().forEach(name -> all.put(name, String.valueOf(event.getAttribute(name))));
        event.getExtensionNames().forEach(name -> all.put(name, event.getExtension(name)));
        all.put("time", event.getTime().toInstant().toString());
        all.put("data", tree(new String(event.getData().toBytes(), StandardCharsets.UTF_8)));
        return all;
    }

    /** What a reader should have of it, from the headers as they were sent. */
    private static Map<String, Object> attributes(Event event) {
        Map<String, Object> all = new TreeMap<>();
        event.headers().forEach((name, value) -> all.put(
                name.equals("content-type") ? "datacontenttype" : name.substring("ce_".length()), value));
        all.put("time", Instant.parse(event.headers().get("ce_time")).toString());
        all.put("data", tree(event.data()));
        return all;
    }

    @Test
    void readsEveryKindInJavaScript() throws Exception {
        Assumptions.assumeTrue(isInstalled("node") && isInstalled("npm"), "skipped: node and npm are not installed");
        for (String file : List.of("package.json", "package-lock.json", "read.mjs")) {
            Files.copy(PROGRAM.resolve(file), folder.resolve(file));
        }
        run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), "");
        StringBuilder records = new StringBuilder();
        for (Event event : sent) {
            records.append(JSON.writeValueAsString(
                    Map.of("key", event.key(), "headers", event.headers(), "value", event.data()))).append('\n');
        }

        List<Map<String, Object>> read = run(List.of("node", "read.mjs"), records.toString()).lines()
                .map(CloudEventSdksTest::inJavaScript).toList();

        assertThat(read).containsExactlyElementsOf(sent.stream().map(event -> {
            Map<String, Object> wanted = attributes(event);
            // The SDK takes the record's key for this one.
            wanted.put("partitionkey", event.key());
            return wanted;
        }).toList());
    }

    private static Map<String, Object> inJavaScript(String line) {
        Map<String, Object> all = new TreeMap<>();
        tree(line).properties().forEach(field -> all.put(field.getKey(),
                field.getKey().equals("data") ? field.getValue() : field.getValue().asText()));
        all.put("time", Instant.parse((String) all.get("time")).toString());
        return all;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    private static String run(List<String> command, String input) throws Exception {
        Path in = Files.writeString(folder.resolve("input"), input);
        Path out = folder.resolve("output");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectInput(in.toFile())
                .redirectOutput(out.toFile()).redirectError(folder.resolve("errors").toFile()).start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as("%s: %s%s", command, Files.readString(out), Files.readString(folder.resolve("errors"))).isTrue();
        return Files.readString(out);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
