package dev.shoutgate.blackbox;

import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.wiring.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A gateway in this JVM on free ports and a data folder of its own, for the length of one test class. */
public final class GatewayUnderTest implements BeforeAllCallback, AfterAllCallback {
    private final Settings settings = Settings.small();
    private boolean demo;
    private Path data;
    private Gateway gateway;

    public static GatewayUnderTest small() {
        return new GatewayUnderTest();
    }

    /** As {@code serve --demo} starts one. */
    public static GatewayUnderTest demo() {
        GatewayUnderTest gateway = new GatewayUnderTest().with("operators.tokens", List.of());
        gateway.demo = true;
        return gateway;
    }

    public GatewayUnderTest with(String path, Object value) {
        settings.with(path, value);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        data = Files.createTempDirectory("shoutgate-blackbox-");
        GatewayConfig config = GatewayConfig.parse(settings.with("data", data.toString()).yaml());
        gateway = Gateway.start(demo ? config.withDemo() : config);
        Description.areBound(gateway.buyersPort(), gateway.operatorsPort());
        if (demo) {
            Description.isDemo(gateway.buyersPort(), gateway.operatorsPort());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (gateway != null) {
            gateway.close();
        }
        try (Stream<Path> paths = Files.walk(data)) {
            deleteAll(paths.sorted(Comparator.reverseOrder()).toList());
        }
    }

    private static void deleteAll(List<Path> deepestFirst) throws IOException {
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    public Path data() {
        return data;
    }

    public int buyersPort() {
        return gateway.buyersPort();
    }

    public int operatorsPort() {
        return gateway.operatorsPort();
    }

    public Buyers buyers() {
        return new Buyers(gateway.buyersPort());
    }

    public Operators operators() {
        return new Operators(gateway.operatorsPort(), Tokens.PLATFORM);
    }

    public Shop shop() {
        return new Shop(operators());
    }

    public RawHttp connect() {
        return RawHttp.connect(gateway.buyersPort());
    }
}
