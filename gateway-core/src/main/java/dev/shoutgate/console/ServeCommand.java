package dev.shoutgate.console;

import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.wiring.RenewedGateway;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Option(names = "--lan", description = "With --demo: let the phones of this network in.")
    private boolean lan;

    @Spec
    private CommandSpec spec;

    /** Known with {@code --lan} only. */
    private LanAddresses network;

    @Override
    public Integer call() throws IOException {
        chooseSpeed();
        GatewayConfig settings = settings();
        RenewedGateway gateway = RenewedGateway.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(gateway), "drain"));
        PrintWriter out = spec.commandLine().getOut();
        String scheme = settings.buyers().tls().isOn() ? "https" : "http";
        String buyers = address(scheme, lan ? "127.0.0.1" : settings.buyers().bind().getHostString(),
                gateway.buyersPort());
        String operators = address("http", settings.operators().bind().getHostString(), gateway.operatorsPort());
        if (demo) {
            out.println("live room  " + buyers + "/live/demo");
            out.println("operators  " + operators + "/v1/sales/demo  (Authorization: Bearer demo)");
            out.println("metrics    " + operators + "/metrics");
        }
        if (lan) {
            invitePhones(scheme, gateway.buyersPort(), out);
        }
        if (settings.operators().tokens().isEmpty()) {
            out.println("nobody can operate this gateway: it has no operators.tokens; the command token makes one");
        }
        out.println("ready buyers=" + buyers + " operators=" + operators
                + " data=" + settings.data().toAbsolutePath().normalize());
        out.flush();
        return SERVING;
    }

    private void invitePhones(String scheme, int port, PrintWriter out) {
        List<String> rooms = network.reachable().stream().map(host -> address(scheme, host, port) + "/live/demo")
                .toList();
        if (rooms.isEmpty()) {
            out.println("phones     cannot come in: this machine is in no network; join one and start again");
            return;
        }
        List<String> code = QrText.of(rooms.get(0));
        if (Terminal.ofThisProcess().fits(code)) {
            // Where there are colours, so that it can be read on a terminal with a light ground too.
            code.forEach(line -> out.println(Ansi.AUTO.string("@|fg(15),bg(0) " + line + "|@")));
        }
        out.println("phones     " + rooms.get(0) + "  (in the same network; a firewall may have to let them in)");
        rooms.stream().skip(1).forEach(other -> out.println("    or     " + other));
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

    private static void drain(RenewedGateway gateway) {
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
        settings = demo ? settings.withDemo() : settings;
        if (lan) {
            network = LanAddresses.ofThisMachine();
            settings = settings.withPhonesOf(network.networks());
        }
        return settings;
    }

    private static String address(String scheme, String host, int port) {
        return scheme + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
