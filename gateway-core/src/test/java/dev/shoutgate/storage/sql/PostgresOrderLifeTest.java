package dev.shoutgate.storage.sql;

import dev.shoutgate.PostgresServer;
import dev.shoutgate.storage.OrderStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresOrderLifeTest extends OrderLifeContract {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private String url;

    @Override
    String newDatabase() {
        url = SERVER.newSchema();
        return PostgresServer.asOwner(url);
    }

    @Override
    OrderStore newStore() {
        return new PostgresOrderStore("postgresql", PostgresServer.settings(url));
    }

    @Override
    String fieldOfData(String field) {
        return "data ->> '" + field + "'";
    }
}
