package dev.shoutgate.config;

import dev.shoutgate.config.GatewayConfig.Kafka;
import dev.shoutgate.config.SettingTree.Scalar;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a storage entry of {@code type: kafka}. Threading: whoever reads the settings. */
final class KafkaReader {
    private static final String SERVERS = "brokers such as kafka-1:9092,kafka-2:9092";
    private static final String TOPIC = "1 to 249 of A-Z a-z 0-9 . _ -";
    private static final Pattern SERVER_PATTERN =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([1-9][0-9]{0,4})");
    private static final Pattern TOPIC_PATTERN = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");
    private static final String DEFAULT_TOPIC = "shoutgate.events";
    private static final int MOST_PORTS = 65_535;

    private KafkaReader() { }

    static Optional<Kafka> read(SettingsReader entry) {
        Optional<String> servers = entry.required("bootstrap-servers", SERVERS, KafkaReader::servers);
        String topic = entry.optional("topic", TOPIC, KafkaReader::topic).orElse(DEFAULT_TOPIC);
        Optional<Path> file = entry.optional("properties-file", "a path",
                scalar -> scalar.words().filter(SettingsReader::isPath).map(Path::of));
        file.ifPresent(path -> refuse(entry, path));
        return servers.map(known -> new Kafka(known, topic, file));
    }

    private static void refuse(SettingsReader entry, Path file) {
        try {
            KafkaClientFile.read(file);
        } catch (IllegalArgumentException e) {
            entry.refuse("properties-file", e.getMessage());
        }
    }

    private static Optional<String> servers(Scalar scalar) {
        return scalar.words().filter(list -> Stream.of(list.split(",", -1)).allMatch(KafkaReader::isServer));
    }

    private static boolean isServer(String text) {
        var server = SERVER_PATTERN.matcher(text);
        return server.matches() && Integer.parseInt(server.group(2)) <= MOST_PORTS;
    }

    /** A topic may look like a number to YAML, as an id may. */
    private static Optional<String> topic(Scalar scalar) {
        return Optional.of(scalar.text()).filter(text -> TOPIC_PATTERN.matcher(text).matches());
    }
}
