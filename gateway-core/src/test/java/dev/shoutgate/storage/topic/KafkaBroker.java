package dev.shoutgate.storage.topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A real Kafka broker in a child JVM, which makes no topic by itself. Its class path is what the build wrote down. The
 * tests of one JVM share it, with topics of their own; who kills it starts it again.
 *
 * <p>Threading: one thread.
 */
public final class KafkaBroker {

    private static final Path CLASS_PATH = Path.of("target", "kafka-broker.classpath");
    private static final String ANY_CLUSTER = "MkU3OEVBNTcwNTJENDM2Qk";

    private static KafkaBroker shared;

    private final Path folder;
    private final int port;
    private Process process;

    private KafkaBroker(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** The broker of this JVM, which answers. */
    public static synchronized KafkaBroker shared() throws Exception {
        if (shared == null) {
            shared = make(Files.createTempDirectory(Path.of("target"), "kafka-broker-"));
        }
        return shared;
    }

    private static KafkaBroker make(Path folder) throws Exception {
        KafkaBroker broker = new KafkaBroker(folder, freePort());
        Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
        broker.writeSettings(freePort());
        Process format = broker.java("kafka.tools.StorageTool", "format", "-t", ANY_CLUSTER, "-c",
                broker.settings().toString(), "--standalone");
        if (format.waitFor() != 0) {
            throw new AssertionError("cannot format:\n" + Files.readString(broker.log()));
        }
        broker.start();
        return broker;
    }

    /** Starts it again, on the same port and with what it had. */
    public void start() throws Exception {
        process = java("kafka.Kafka", settings().toString());
        try (Admin admin = admin()) {
            // Trying again until it answers is what the client does by itself.
            admin.describeCluster().nodes().get(90, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no broker:\n" + Files.readString(log()), e);
        }
    }

    private void writeSettings(int controllerPort) throws IOException {
        Files.write(settings(), List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names=CONTROLLER",
                "controller.quorum.bootstrap.servers=127.0.0.1:" + controllerPort,
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs=" + folder.resolve("log"),
                "auto.create.topics.enable=false",
                "offsets.topic.replication.factor=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                // Everybody may do everything, until a test takes a right away.
                "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found=true",
                // One that was killed is let in again soon.
                "broker.session.timeout.ms=1000",
                "broker.heartbeat.interval.ms=200"));
    }

    private Process java(String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", Files.readString(CLASS_PATH)));
        line.addAll(List.of(command));
        return new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path settings() {
        return folder.resolve("server.properties");
    }

    private Path log() {
        return folder.resolve("output");
    }

    public String servers() {
        return "127.0.0.1:" + port;
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", servers(), "default.api.timeout.ms", 90_000));
    }

    public void createTopic(String topic, int partitions) throws Exception {
        createTopic(topic, partitions, Map.of());
    }

    void createTopic(String topic, int partitions, Map<String, String> settings) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings))).all().get();
        }
    }

    void deleteTopic(String topic) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    /** Takes the right to read a topic from everybody. */
    void forbidReading(String topic) throws Exception {
        try (Admin admin = admin()) {
            ResourcePattern pattern = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
            admin.createAcls(List.of(
                    new AclBinding(pattern,
                            new AccessControlEntry("User:*", "*", AclOperation.ALL, AclPermissionType.ALLOW)),
                    new AclBinding(pattern,
                            new AccessControlEntry("User:*", "*", AclOperation.READ, AclPermissionType.DENY))))
                    .all().get();
        }
    }

    /** While it is down: takes all records out of a partition, as a disk does that was replaced by an empty one. */
    void emptyPartition(String topic, int partition) throws IOException {
        Path log = folder.resolve("log").resolve(topic + "-" + partition);
        try (Stream<Path> files = Files.list(log)) {
            for (Path file : files.filter(file -> !file.endsWith("partition.metadata")).toList()) {
                Files.delete(file);
            }
        }
    }

    public Topic topic(String name) {
        return new Topic(servers(), name);
    }

    /** SIGKILL: it gets no moment to finish anything. */
    public void killHard() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void destroy() {
        if (process != null) {
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // The folder of the build goes with the next clean one.
        }
    }
}
