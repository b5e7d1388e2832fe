package dev.shoutgate.config;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The file with more settings of a Kafka client, such as SASL or TLS, in the form that Kafka's own tools read. What
 * would break a promise of the gateway is refused by name; the rest is the client's to judge.
 *
 * <p>It is read at the start, to refuse it early, and again whenever the broker is connected to, so that a password may
 * change while the gateway runs. Values may be secrets: no message shows one, unless the gateway sets it itself.
 *
 * <p>Threading: any.
 */
public final class KafkaClientFile {

    private static final String IN_ONE_PARTITION = "the events of one order stay in order in one partition only";
    private static final String WRITES_ITSELF = "the gateway writes the events itself";

    /** By the name of a setting, what a file may say of it: nothing, or the same as the gateway. */
    private static final Map<String, Rule> RULES = Map.ofEntries(
            entry("acks", new Rule(Set.of("all", "-1"), "an event counts once every replica in sync has it")),
            entry("enable.idempotence",
                    new Rule(Set.of("true"), "a repeated request must not be written twice or out of order")),
            entry("max.in.flight.requests.per.connection",
                    new Rule(Set.of("1", "2", "3", "4", "5"), "with more, repeated requests may change places")),
            entry("partitioner.ignore.keys", new Rule(Set.of("false"), IN_ONE_PARTITION)),
            entry("compression.type",
                    new Rule(Set.of("none", "gzip", "lz4"), "the gateway comes without the libraries of the others")),
            entry("bootstrap.servers", new Rule(Set.of(), "it is the setting bootstrap-servers")),
            entry("transactional.id", new Rule(Set.of(), "the gateway sends without transactions")),
            entry("key.serializer", new Rule(Set.of(), WRITES_ITSELF)),
            entry("value.serializer", new Rule(Set.of(), WRITES_ITSELF)),
            entry("interceptor.classes", new Rule(Set.of(), WRITES_ITSELF)),
            entry("partitioner.class", new Rule(Set.of(), IN_ONE_PARTITION)));

    private record Rule(Set<String> allowed, String why) { }

    private KafkaClientFile() { }

    /** @throws IllegalArgumentException where it cannot be read or says what it must not; the message tells all */
    public static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        } catch (NoSuchFileException absent) {
            throw new IllegalArgumentException("there is no file " + file);
        } catch (CharacterCodingException notText) {
            throw new IllegalArgumentException(file + " is not UTF-8 text");
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name).strip()));
        settings.forEach((name, value) -> refuse(file, name, value));
        return settings;
    }

    private static void refuse(Path file, String name, String value) {
        Rule rule = RULES.get(name);
        if (rule == null || rule.allowed.contains(value)) {
            return;
        }
        throw new IllegalArgumentException(file + " sets " + name + (rule.allowed.isEmpty()
                ? ", which it must not: " + rule.why + "; take the line out"
                : " to \"" + value + "\", wants one of " + new TreeSet<>(rule.allowed) + ": " + rule.why));
    }
}
