package dev.shoutgate.console;

import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.wiring.DemoSale;
import dev.shoutgate.wiring.Gateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the gateway until it is told to stop; then drains and exits 0. */
@Command(name = "serve", description = "Runs the gateway.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    /** Not an exit code: the gateway runs on threads of its own. */
    static final int SERVING = -1;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings, as in config/gateway.yaml.")
    private Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept; default: data.")
    private Path data;

    @Option(names = "--port", paramLabel = "N", description = "Buyers' port, 0 for any free one; default: 8080.")
    private Integer port;

    @Option(names = "--operator-port", paramLabel = "N", description = "Operators' port, likewise; default: 8081.")
    private Integer operatorPort;

    @Option(names = "--demo", description = "Define and open the sale demo; operator token: demo.")
    private boolean demo;

    @Override
    public Integer call() throws IOException, InterruptedException {
        chooseSpeed();
        GatewayConfig settings = settings();
        Gateway gateway = Gateway.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(gateway), "drain"));
        if (demo) {
            DemoSale.open(gateway);
        }
        String buyers = address(settings.buyers().bind().getHostString(), gateway.buyersPort());
        String operators = address(settings.operators().bind().getHostString(), gateway.operatorsPort());
        if (demo) {
            System.out.println("live room  " + buyers + "/live/demo");
            System.out.println("operators  " + operators + "/v1/sales/demo  (Authorization: Bearer demo)");
            System.out.println("metrics    " + operators + "/metrics");
        }
        if (settings.operators().tokens().isEmpty()) {
            System.out.println("nobody can operate this gateway: it has no operators.tokens; the command token makes"
                    + " one");
        }
        System.out.println("ready buyers=" + buyers + " operators=" + operators
                + " data=" + settings.data().toAbsolutePath().normalize());
        return SERVING;
    }

    /**
     * What libraries check for whoever is still looking for a fault. Read once, when their first class is loaded; who
     * wants one of them back sets it on the command line of the JVM. The tests run with all of them.
     */
    private static void chooseSpeed() {
        setUnlessSet("io.netty.leakDetection.level", "disabled");
        // A fifth of a decision's time. What is read off the disk has passed its checksum before, and what is written
        // is bounded by Limits.
        setUnlessSet("agrona.disable.bounds.checks", "true");
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static void drain(Gateway gateway) {
        gateway.close();
        // A JVM that a signal ends exits with 128 and the signal's number, whatever its hooks did. We were told to
        // stop, and did it in order: that is a 0.
        Runtime.getRuntime().halt(0);
    }

    private GatewayConfig settings() {
        GatewayConfig settings = config == null ? GatewayConfig.defaults() : GatewayConfig.load(config);
        settings = data == null ? settings : settings.withData(data);
        settings = port == null ? settings : settings.withBuyersPort(port);
        settings = operatorPort == null ? settings : settings.withOperatorsPort(operatorPort);
        return demo ? settings.withDemoToken() : settings;
    }

    private static String address(String host, int port) {
        return "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
