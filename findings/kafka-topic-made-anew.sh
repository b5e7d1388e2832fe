#!/bin/sh
# A producer goes on without an error when its topic is deleted and made anew under the same name.
#
# Version:  org.apache.kafka:kafka_2.13 and kafka-clients 4.4.0, one broker as its own controller, OpenJDK 17.
# Seen:     An idempotent producer with acks=all writes three orders. The topic is deleted and made anew, and another
#           producer writes three records into it. The next sends of the first producer succeed, with offsets 3 and 4,
#           which are those that it would have got anyway. Its first three orders are gone, and neither the future of a
#           send nor its RecordMetadata says so. The topic's id is another: describeTopics of Admin tells it.
# Expected: An error at the first send after that. With acks=all and idempotence one takes what was acknowledged for
#           what is there, and the broker does refuse the old topic. Whoever keeps how far he has got by topic and
#           offset has to keep the topic's id with it, and to ask for the id again.
# Why:      The broker answers UNKNOWN_TOPIC_ID. The client takes that for metadata out of date, asks for new ones and
#           sends the same again under the new id: a WARN line of its log and an INFO line, no more. The new topic knows
#           of no sequence number of this producer, so it takes his fourth as a first one.
# Output:   sent to 0 1 2; made anew, sent to 3 4; the topic has other 0, other 1, other 2, order 3, order 4; topic id
#           another
. "$(dirname "$0")/prepare"
jars org.apache.kafka:kafka_2.13:4.4.0
cat >Ports.java <<'JAVA'
import java.net.InetAddress;
import java.net.ServerSocket;

public class Ports {
    public static void main(String[] arguments) throws Exception {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.out.println(one.getLocalPort() + " " + other.getLocalPort());
        }
    }
}
JAVA
cat >Anew.java <<'JAVA'
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

public class Anew {
    static final String TOPIC = "orders";

    public static void main(String[] arguments) throws Exception {
        String servers = arguments[0];
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers));
                Producer<String, String> producer = producer(servers);
                Producer<String, String> other = producer(servers)) {
            Uuid id = make(admin);
            System.out.print("sent to" + send(producer, "order", 0, 3));
            admin.deleteTopics(List.of(TOPIC)).all().get(30, TimeUnit.SECONDS);
            Uuid idAfterwards = make(admin);
            send(other, "other", 0, 3);
            System.out.print("; made anew, sent to" + send(producer, "order", 3, 5));
            System.out.print("; the topic has " + read(servers));
            System.out.println("; topic id " + (id.equals(idAfterwards) ? "the same" : "another"));
        }
    }

    static Producer<String, String> producer(String servers) {
        StringSerializer text = new StringSerializer();
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all", "enable.idempotence", true), text, text);
    }

    static Uuid make(Admin admin) throws Exception {
        return admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).topicId(TOPIC).get(60, TimeUnit.SECONDS);
    }

    /** The offsets that came, or what came instead. */
    static String send(Producer<String, String> producer, String name, int from, int to) throws Exception {
        StringBuilder offsets = new StringBuilder();
        for (int i = from; i < to; i++) {
            try {
                offsets.append(' ').append(producer.send(new ProducerRecord<>(TOPIC, name + " " + i))
                        .get(60, TimeUnit.SECONDS).offset());
            } catch (ExecutionException e) {
                offsets.append(' ').append(e.getCause().getClass().getSimpleName());
            }
        }
        return offsets.toString();
    }

    static String read(String servers) {
        StringDeserializer text = new StringDeserializer();
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        StringJoiner values = new StringJoiner(", ");
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", servers), text, text)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
        }
        return values.toString();
    }
}
JAVA
ports=$(java Ports.java)
port=${ports% *}
quorum=${ports#* }
cat >server.properties <<SETTINGS
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$quorum
advertised.listeners=PLAINTEXT://127.0.0.1:$port
controller.listener.names=CONTROLLER
controller.quorum.bootstrap.servers=127.0.0.1:$quorum
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=$work/log
auto.create.topics.enable=false
SETTINGS
# The process itself, so that its id is that of the shell it was started in.
kafka() {
  exec java -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp 'jars/*' "$@"
}
(kafka kafka.tools.StorageTool format -t MkU3OEVBNTcwNTJENDM2Qk -c server.properties --standalone) >format.log 2>&1 ||
  give_up "$(tail -n 1 format.log)"
kafka kafka.Kafka server.properties >broker.log 2>&1 &
children=$!
# Trying again until the broker answers is what the client does by itself.
came=$(java -cp 'jars/*' Anew.java "127.0.0.1:$port" 2>java.log) || give_up "$(grep -m 1 Exception java.log)"
wanted='sent to 0 1 2; made anew, sent to 3 4; the topic has other 0, other 1, other 2, order 3, order 4'
verdict "$wanted; topic id another" "$came"
