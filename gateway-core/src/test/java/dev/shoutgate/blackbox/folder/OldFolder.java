package dev.shoutgate.blackbox.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Buyers;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A data folder that a gateway has left behind with some orders, one a frame; tests spoil copies. */
final class OldFolder {
    static final int ORDERS = 12;

    private final Path original;
    private final String sale;
    private final List<Answer> orders;

    private OldFolder(Path original, String sale, List<Answer> orders) {
        this.original = original;
        this.sale = sale;
        this.orders = orders;
    }

    static OldFolder make(Path base) throws Exception {
        Path data = base.resolve("data");
        try (GatewayProcess gateway = GatewayProcess.serve(base, settings(data))) {
            String sale = gateway.shop().open(Item.of("phone", 1_000));
            List<Answer> orders = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                orders.add(buy(gateway.buyers(), sale, i));
                assertThat(orders.get(i).status()).isEqualTo(201);
            }
            assertThat(gateway.terminate()).isZero();
            return new OldFolder(data, sale, orders);
        }
    }

    static Settings settings(Path data) {
        return Settings.small().with("data", data.toString());
    }

    Path copyTo(Path base) throws IOException {
        Path copy = base.resolve("data");
        try (Stream<Path> all = Files.walk(original)) {
            for (Path path : all.toList()) {
                Files.copy(path, copy.resolve(original.relativize(path)));
            }
        }
        return copy;
    }

    /** The first so many orders are as they were told, the figures are theirs, and the next buyer is served. */
    void assertIsThere(GatewayProcess gateway, int first) {
        for (int i = 0; i < first; i++) {
            Answer order = gateway.buyers().order(orders.get(i).orderId(), buyer(i));
            assertThat(order.json()).as("order %s", i).isEqualTo(orders.get(i).json());
            assertThat(buy(gateway.buyers(), sale, i).orderId()).isEqualTo(orders.get(i).orderId());
        }
        assertThat(gateway.shop().stock(sale, "phone").held()).isEqualTo(first);
        gateway.shop().assertAuditOk(sale);
        Answer next = buy(gateway.buyers(), sale, first);
        assertThat(next.status()).as("%s", next).isEqualTo(201);
        assertThat(next.header("Idempotent-Replayed").isPresent()).isFalse();
    }

    private static Answer buy(Buyers buyers, String sale, int number) {
        return buyers.buy(sale, buyer(number), "press-" + number, BuyRequest.line("phone", 1));
    }

    private static String buyer(int number) {
        return "buyer-" + number;
    }
}
