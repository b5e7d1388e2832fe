package dev.shoutgate.config;

import dev.shoutgate.config.SettingTree.Scalar;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Kafka topic.
 *
 * @param bootstrapServers brokers to begin with, {@code host:port} with commas in between
 * @param propertiesFile more settings of the client, such as SASL or TLS
 * @param shared whether other gateways may write to the topic too
 */
public record KafkaSettings(String bootstrapServers, String topic, Optional<Path> propertiesFile, boolean shared)
        implements StoreSettings {

    private static final String SERVERS = "brokers such as kafka-1:9092,kafka-2:9092";
    private static final String TOPIC = "1 to 249 of A-Z a-z 0-9 . _ -";
    private static final Pattern SERVER_PATTERN =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([1-9][0-9]{0,4})");
    private static final Pattern TOPIC_PATTERN = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");
    private static final String DEFAULT_TOPIC = "shoutgate.events";
    private static final int MOST_PORTS = 65_535;

    static Optional<KafkaSettings> read(SettingsReader entry) {
        Optional<String> servers = entry.required("bootstrap-servers", SERVERS, KafkaSettings::servers);
        String topic = entry.optional("topic", TOPIC, KafkaSettings::topic).orElse(DEFAULT_TOPIC);
        Optional<Path> file = entry.optional("properties-file", "a path",
                scalar -> scalar.words().filter(SettingsReader::isPath).map(Path::of));
        file.ifPresent(path -> refuse(entry, path));
        boolean shared = entry.truth("shared", false);
        return servers.map(known -> new KafkaSettings(known, topic, file, shared));
    }

    private static void refuse(SettingsReader entry, Path file) {
        try {
            KafkaClientFile.read(file);
        } catch (IllegalArgumentException e) {
            entry.refuse("properties-file", e.getMessage());
        }
    }

    private static Optional<String> servers(Scalar scalar) {
        return scalar.words().filter(list -> Stream.of(list.split(",", -1)).allMatch(KafkaSettings::isServer));
    }

    private static boolean isServer(String text) {
        var server = SERVER_PATTERN.matcher(text);
        return server.matches() && Integer.parseInt(server.group(2)) <= MOST_PORTS;
    }

    /** A topic may look like a number to YAML, as an id may. */
    private static Optional<String> topic(Scalar scalar) {
        return Optional.of(scalar.text()).filter(text -> TOPIC_PATTERN.matcher(text).matches());
    }

    /** The same for the same brokers in another order. */
    @Override
    public String place(Path data) {
        List<String> brokers = Arrays.stream(bootstrapServers.split(",")).sorted().distinct().toList();
        return "topic " + topic + " at " + String.join(",", brokers);
    }

    @Override
    public <T> T match(Function<SqliteSettings, T> sqlite, Function<PostgresqlSettings, T> postgresql,
            Function<KafkaSettings, T> kafka) {
        return kafka.apply(this);
    }
}
