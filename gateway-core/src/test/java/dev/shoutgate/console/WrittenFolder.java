package dev.shoutgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Buyers;
import dev.shoutgate.blackbox.Description;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Operators;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.blackbox.Shop;
import dev.shoutgate.blackbox.Tokens;
import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.wiring.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** A data folder that a real gateway of two shards wrote, and copies of it to spoil. */
final class WrittenFolder {

    static final int SHARDS = 2;

    /** Ids whose sales lie on both shards. */
    static final List<String> SALES = List.of("sale-a", "sale-b", "sale-c", "sale-d");

    private final Path data;

    private WrittenFolder(Path data) {
        this.data = data;
    }

    /** Lets a gateway sell for a while, and stops it in good order. */
    static WrittenFolder write(Path data) throws IOException {
        try (Gateway gateway = Gateway.start(settings(data))) {
            Description.areBound(gateway.buyersPort(), gateway.operatorsPort());
            Shop shop = new Shop(new Operators(gateway.operatorsPort(), Tokens.PLATFORM));
            Buyers buyers = new Buyers(gateway.buyersPort());
            for (String sale : SALES) {
                int holdSeconds = sale.equals("sale-b") ? 0 : 900;
                shop.define(sale, SaleDefinition.of(Item.of("phone", 50).limit(3), Item.of("lamp", 50).limit(3))
                        .with("holdSeconds", holdSeconds));
                new Operators(gateway.operatorsPort(), Tokens.PLATFORM).open(sale);
                for (int i = 0; i < 5; i++) {
                    Answer bought = buyers.buy(sale, "b" + i, "key-" + i, "{\"items\":[{\"sku\":\"phone\","
                            + "\"quantity\":1},{\"sku\":\"lamp\",\"quantity\":2}],\"channel\":\"主播\"}");
                    assertThat(bought.status()).as("%s", bought).isEqualTo(201);
                    if (i == 3 && holdSeconds > 0) {
                        assertThat(buyers.cancel(bought.orderId(), "b3").status()).isEqualTo(200);
                    }
                }
            }
        }
        return new WrittenFolder(data);
    }

    static GatewayConfig settings(Path data) {
        return GatewayConfig.parse(Settings.small().with("shards", SHARDS).with("data", data.toString()).yaml());
    }

    WrittenFolder copyTo(Path target) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(data)) {
            all = paths.filter(path -> !path.startsWith(data.resolve("live"))).toList();
        }
        for (Path path : all) {
            Files.copy(path, target.resolve(data.relativize(path)));
        }
        return new WrittenFolder(target);
    }

    Path data() {
        return data;
    }

    Path store() {
        return data.resolve("orders.db");
    }

    Path journal(int shard) {
        return data.resolve("shard-" + shard).resolve("journal");
    }

    /** Does something to the store that no gateway would; returns how many rows it met. */
    int change(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** The first column of the first row. */
    String ask(String query) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).as(query).isTrue();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + store());
    }
}
