package dev.shoutgate.blackbox.folder;

import static dev.shoutgate.blackbox.folder.OldFolder.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.blackbox.folder.SegmentFile.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that no gateway may go on with: it says so to a person, and leaves them as they are. */
class RefusedFolderTest {
    @TempDir
    static Path base;
    private static OldFolder old;

    @TempDir
    Path folder;

    private Path data;

    @BeforeAll
    static void makeTheFolder() throws Exception {
        old = OldFolder.make(base);
    }

    @BeforeEach
    void copyTheFolder() throws Exception {
        data = old.copyTo(folder);
    }

    @Test
    void aFlippedBitInTheFirstFrameOrInTheMiddle() throws Exception {
        List<Frame> frames = SegmentFile.of(data).frames();
        for (Frame frame : List.of(frames.get(0), frames.get(frames.size() / 2))) {
            SegmentFile segment = SegmentFile.of(data);
            int offset = frame.offset() + frame.lengthBytes() / 2;
            segment.flipBit(offset, 3);
            assertThat(refusal(settings(data))).contains(segment.path().toString())
                    .contains("offset " + frame.offset()).contains("sequence " + frame.firstSequence())
                    .contains("Put back a good copy");
            segment.flipBit(offset, 3);
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings(data))) {
            old.assertIsThere(gateway, OldFolder.ORDERS);
        }
    }

    @Test
    void aNewerVersion() throws Exception {
        SegmentFile segment = SegmentFile.of(data);
        segment.raiseVersion();
        assertThat(refusal(settings(data))).contains(segment.path().toString()).contains("version 5")
                .contains("newer program");
    }

    @Test
    void anotherNumberOfShards() throws Exception {
        assertThat(refusal(settings(data).with("shards", 2))).contains("1 shard").contains("set shards: 1");
    }

    @Test
    void aFileWhereTheFolderShouldBe() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "a letter");
        assertThat(refusal(settings(file))).contains(file.toString());
        assertThat(file).hasContent("a letter");
    }

    @Test
    void oneThatMayNotBeWritten() throws Exception {
        assumeThat(mayDropThePowersOfRoot()).as("root may write everywhere, and setpriv is not here").isTrue();
        lock(data);
        Map<String, String> before = FolderFingerprint.of(data);
        try (GatewayProcess gateway = GatewayProcess.begin(folder, settings(data), asOneWhomPermissionsBind())) {
            assertRefused(gateway);
            assertThat(gateway.output().text()).contains(data.toString());
        }
        assertThat(FolderFingerprint.of(data)).isEqualTo(before);
    }

    @Test
    void oneThatAnotherGatewayHolds() throws Exception {
        try (GatewayProcess first = GatewayProcess.serve(folder, settings(data))) {
            for (int attempt = 0; attempt < 2; attempt++) {
                try (GatewayProcess second = GatewayProcess.begin(folder, settings(data))) {
                    assertRefused(second);
                    assertThat(second.output().text()).contains(data.toString())
                            .containsPattern("\\b" + first.pid() + "\\b");
                }
            }
            old.assertIsThere(first, OldFolder.ORDERS);
            assertThat(first.terminate()).isZero();
        }
    }

    /** What is said on the way out, once it is certain that it was a refusal in order and that all is as before. */
    private String refusal(Settings settings) throws Exception {
        Map<String, String> before = FolderFingerprint.of(data);
        try (GatewayProcess gateway = GatewayProcess.begin(folder, settings)) {
            assertRefused(gateway);
            assertThat(FolderFingerprint.of(data)).isEqualTo(before);
            return gateway.output().text();
        }
    }

    private static void assertRefused(GatewayProcess gateway) throws InterruptedException {
        assertThat(gateway.exitCode(Duration.ofSeconds(60))).as("%s", gateway.output()).isBetween(1, 127);
        assertThat(gateway.output().text()).isNotBlank().doesNotContain("\tat ").doesNotContain("ready ");
    }

    private static boolean mayDropThePowersOfRoot() {
        return !isRoot() || Files.isExecutable(Path.of("/usr/bin/setpriv"));
    }

    /** Root without the capability to pass over permissions, so that it can still read where the program lies. */
    private static List<String> asOneWhomPermissionsBind() {
        return isRoot() ? List.of("/usr/bin/setpriv", "--bounding-set=-dac_override,-dac_read_search") : List.of();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void lock(Path data) throws Exception {
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-xr-xr-x"));
            }
        }
    }
}
