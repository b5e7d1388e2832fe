package dev.shoutgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaClientFileTest {

    @TempDir
    private Path folder;

    @Test
    void takesWhatIsTheClientsOwn() throws Exception {
        assertThat(KafkaClientFile.read(file("# TLS\nsecurity.protocol = SSL \nssl.key.password=p:w=1\n")))
                .containsOnlyKeys("security.protocol", "ssl.key.password")
                .containsEntry("security.protocol", "SSL").containsEntry("ssl.key.password", "p:w=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acks=all", "acks=-1", "enable.idempotence=true",
        "max.in.flight.requests.per.connection=5", "compression.type=lz4"})
    void takesWhatSaysTheSameAsTheGateway(String line) throws Exception {
        assertThat(KafkaClientFile.read(file(line))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            acks=1                                  | sets acks to "1", wants one of [-1, all]: an event counts once
            enable.idempotence=false                | sets enable.idempotence to "false", wants one of [true]
            max.in.flight.requests.per.connection=6 | to "6", wants one of [1, 2, 3, 4, 5]: with more
            partitioner.ignore.keys=true            | sets partitioner.ignore.keys to "true", wants one of [false]
            compression.type=zstd                   | sets compression.type to "zstd", wants one of [gzip, lz4, none]
            transactional.id=a                      | sets transactional.id, which it must not
            bootstrap.servers=a:1                   | sets bootstrap.servers, which it must not: it is the setting
            key.serializer=a                        | sets key.serializer, which it must not
            value.serializer=a                      | sets value.serializer, which it must not
            partitioner.class=a                     | sets partitioner.class, which it must not
            interceptor.classes=a                   | sets interceptor.classes, which it must not
            """)
    void refusesByNameWhatWouldBreakAPromise(String line, String message) throws Exception {
        Path file = file("retries=5\n" + line);

        assertThatThrownBy(() -> KafkaClientFile.read(file)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + " sets ").hasMessageContaining(message);
        assertThatThrownBy(() -> GatewayConfig.parse("storage: [{type: kafka, bootstrap-servers: 'a:1',"
                + " properties-file: " + file + "}]")).isInstanceOf(BadSettingException.class)
                .hasMessageContaining("storage[0].properties-file: " + file + " sets ");
    }

    @Test
    void refusesWhatIsNoFileOfProperties() throws Exception {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 1});

        assertThatThrownBy(() -> KafkaClientFile.read(folder)).hasMessageStartingWith(folder + " cannot be read: ");
        assertThatThrownBy(() -> KafkaClientFile.read(binary)).hasMessage(binary + " is not UTF-8 text");
        Path escape = file("a=\\uZZZZ");
        assertThatThrownBy(() -> KafkaClientFile.read(escape)).hasMessageStartingWith(escape + " cannot be read: ");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("client.properties"), text);
    }
}
