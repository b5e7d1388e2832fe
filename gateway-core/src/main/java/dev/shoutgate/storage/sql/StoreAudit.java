package dev.shoutgate.storage.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.AuditCheck;
import dev.shoutgate.OrderId;
import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.fact.FactKind;
import dev.shoutgate.storage.DeadLetter;
import dev.shoutgate.storage.FactDecoder;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.TimestampText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds every row of a store against the journal, in two passes over it: {@link #changes} learns what became of each
 * order, {@link #rows} then meets the rows of the store in their order. A store that is behind is compared up to its
 * position.
 *
 * <p>All is read in one transaction that writes nothing.
 *
 * <p>Threading: one thread.
 */
public final class StoreAudit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreAudit.class);

    private static final Set<String> TABLES = Set.of("orders", "order_lines", "sale_events", "flush_position");

    /** Of a release before 0.2, which had no table of what now is, has only the tables above. */
    private static final String TABLE_OF_TODAY = "sale_items";

    private final AuditCheck positionCheck =
            new AuditCheck("the store's position of every shard is one that its journal has reached");
    private final AuditCheck orderCheck = new AuditCheck("every row of orders is what the journal says");
    private final AuditCheck lineCheck = new AuditCheck("every row of order_lines is what the journal says");
    private final AuditCheck eventCheck = new AuditCheck("every row of sale_events is what the journal says");
    private final AuditCheck saleCheck = new AuditCheck("every row of sales and sale_items is what the journal says");
    private final AuditCheck orphanCheck =
            new AuditCheck("every row of orphaned_payments is what the journal says");
    private final AuditCheck asideCheck = new AuditCheck("no fact waits among the store's dead letters");
    private final Map<Integer, Map<Long, DeadLetter>> aside = new HashMap<>();
    private final String name;
    private final Connection connection;
    private final Map<Integer, Long> positions = new TreeMap<>();
    private final Map<Integer, OrderChanges> changes = new TreeMap<>();
    private final FactDecoder decoder = new FactDecoder();
    private final TimestampText timestamps = new TimestampText();
    private RowMerge orders;
    private RowMerge lines;
    private RowMerge events;
    private RowMerge sales;
    private RowMerge items;
    private RowMerge orphans;
    private boolean older;
    private final SaleChanges saleChanges = new SaleChanges();

    private StoreAudit(String name, Connection connection) {
        this.name = name;
        this.connection = connection;
    }

    /** Makes a connection to read. */
    interface Opening {
        Connection connect() throws SQLException;
    }

    /**
     * Opens a database to read, all of it as it is at this moment.
     *
     * @param name   which store it is, and where
     * @param tables asks for the names of its tables
     * @throws StoreException where it cannot be reached, or holds something else
     */
    static StoreAudit open(String name, Opening opening, String tables, Dialect dialect) {
        StoreAudit audit = null;
        try {
            audit = new StoreAudit(name, opening.connect());
            audit.begin(tables, dialect);
            return audit;
        } catch (SQLException e) {
            close(audit);
            throw new StoreException("Cannot read the " + name + ": " + DatabaseFailure.reason(e), e);
        } catch (StoreException e) {
            close(audit);
            throw e;
        }
    }

    private static void close(StoreAudit audit) {
        if (audit != null) {
            audit.close();
        }
    }

    private void begin(String tableNames, Dialect dialect) throws SQLException {
        connection.setAutoCommit(false);
        Set<String> tables = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(tableNames)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        if (!tables.containsAll(TABLES)) {
            refuseOthers(tables);
            return;
        }
        readPositions();
        orders = new RowMerge(connection, "orders", dialect, 1, orderCheck, row -> isOlder(row[0]), "order_id",
                "sale_id", "merchant", "buyer_id", "status", "currency", "total", "channel", "payment_ref",
                "created_at", "expires_at", "updated_at", "confirmed_at", "cancelled_at", "refunded_at", "shard",
                "sequence");
        lines = new RowMerge(connection, "order_lines", dialect, 2, lineCheck, row -> isOlder(row[0]), "order_id",
                "#line", "sku", "quantity", "unit_price", "refunded");
        events = new RowMerge(connection, "sale_events", dialect, 2, eventCheck, row -> isOlder(row[0], row[1]),
                "#shard", "#sequence", "sale_id", "type", "at", "by", "{}data");
        older = !tables.contains(TABLE_OF_TODAY);
        if (!older) {
            beginSales(dialect);
        }
    }

    private void beginSales(Dialect dialect) throws SQLException {
        sales = new RowMerge(connection, "sales", dialect, 1, saleCheck, row -> isOlderSale(row[0]), "sale_id",
                "merchant", "title", "currency", "opens_at", "closes_at", "hold_seconds", "late_payment", "featured",
                "notice", "checkout_url", "status", "defined_at", "retired_at", "shard", "updated_at", "sequence");
        items = new RowMerge(connection, "sale_items", dialect, 2, saleCheck, row -> isOlderSale(row[0]), "sale_id",
                "sku", "title", "image", "list_price", "on_at", "off_at", "price", "stock", "limit_per_buyer", "status",
                "place", "updated_at", "sequence");
        orphans = new RowMerge(connection, "orphaned_payments", dialect, 2, orphanCheck, row -> isOlder(row[0], row[1]),
                "#shard", "#sequence", "order_id", "payment_ref", "sale_id", "merchant", "buyer_id", "currency",
                "total", "at", "by");
    }

    /** No tables at all are a store that has nothing yet. */
    private void refuseOthers(Set<String> tables) {
        tables.removeAll(Set.of(Schema.HISTORY, Schema.SHARED));
        if (!tables.isEmpty()) {
            throw new StoreException("The " + name + " is no store of a gateway: it has the tables " + tables
                    + ", wants " + TABLES + ". Name another with --storage.");
        }
    }

    private void readPositions() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT shard, sequence FROM flush_position")) {
            while (row.next()) {
                positions.put(row.getInt(1), row.getLong(2));
            }
        }
    }

    /** Which store it is, and where. */
    public String name() {
        return name;
    }

    /** The sequence of the last fact of a shard that the store holds, 0 for none yet. */
    public long position(int shard) {
        return positions.getOrDefault(shard, 0L);
    }

    private boolean isOlder(String orderId) {
        OrderChanges ofShard = orderId.length() == OrderId.LENGTH ? changes.get(OrderId.shardOf(orderId)) : null;
        return ofShard != null && ofShard.isOlder(orderId);
    }

    private boolean isOlder(String shard, String sequence) {
        OrderChanges ofShard = changes.get(Integer.parseInt(shard));
        return ofShard != null && Long.parseLong(sequence) < ofShard.firstKept();
    }

    /** A journal that does not go back to its beginning may have defined any sale before. */
    private boolean isOlderSale(String sale) {
        return !saleChanges.sales().containsKey(sale)
                && changes.values().stream().anyMatch(ofShard -> ofShard.firstKept() > 1);
    }

    /** Rows of orders that are older than the journal that is kept, and so could not be compared. */
    public long olderOrders() {
        return orders == null ? 0 : orders.older();
    }

    /**
     * Takes what was put aside, by this store or another; before the first pass. A fact that waits there makes no row
     * and moves no order, and is a difference of its own.
     *
     * @return how many of them are this store's
     */
    public long deadLetters(List<DeadLetter> letters) {
        long own = 0;
        for (DeadLetter letter : letters) {
            if (letter.store().equals(name)) {
                own++;
                aside.computeIfAbsent(letter.shard(), shard -> new HashMap<>()).put(letter.sequence(), letter);
            }
        }
        return own;
    }

    private boolean isAside(int shard, long sequence) {
        return !aside.isEmpty() && aside.getOrDefault(shard, Map.of()).containsKey(sequence);
    }

    /** The first pass: takes all facts of a shard that are kept, from the given one on. */
    public FactReader changes(int shard, long firstKept) {
        OrderChanges ofShard = new OrderChanges(firstKept);
        changes.put(shard, ofShard);
        long position = position(shard);
        return (sequence, timeMs, buffer, offset, length) -> {
            if (sequence <= position && !isAside(shard, sequence)) {
                StoredFact fact = decoder.decode(sequence, timeMs, buffer, offset);
                fact.to(ofShard);
                if (fact instanceof StoredFact.SaleEvent event) {
                    saleChanges.take(shard, event);
                }
            }
        };
    }

    /** The second pass, when the first is over for every shard: takes all facts again, shard by shard from 0 up. */
    public FactReader rows(int shard) {
        OrderChanges ofShard = changes.get(shard);
        long position = position(shard);
        return (sequence, timeMs, buffer, offset, length) -> {
            if (sequence > position) {
                return;
            }
            if (isAside(shard, sequence)) {
                DeadLetter letter = aside.get(shard).get(sequence);
                asideCheck.differs(() -> "fact " + sequence + " of shard " + shard + ", " + letter.kind()
                        + ", waits to be stored by gateway flush --dead-letter, because: " + letter.reason());
            } else {
                expect(shard, ofShard, decoder.decode(sequence, timeMs, buffer, offset));
            }
        };
    }

    private void expect(int shard, OrderChanges ofShard, StoredFact fact) {
        try {
            fact.to(new ExpectedRows("fact " + fact.sequence() + " of shard " + shard, shard, ofShard));
        } catch (SQLException e) {
            throw new StoreException("Cannot read on in the " + name + ": " + DatabaseFailure.reason(e), e);
        }
    }

    /** Expects the rows that one fact makes; what becomes of an order is told with the fact that made it. */
    private final class ExpectedRows implements StoredFact.Reader<SQLException> {

        private final String because;
        private final int shard;
        private final OrderChanges ofShard;

        ExpectedRows(String because, int shard, OrderChanges ofShard) {
            this.because = because;
            this.shard = shard;
            this.ofShard = ofShard;
        }

        @Override
        public void onOrder(StoredFact.NewOrder order) throws SQLException {
            String orderId = order.orderId();
            int line = 0;
            for (StoredFact.Line sold : order.lines()) {
                lines.expect(because, orderId, Integer.toString(++line), sold.sku(), Integer.toString(sold.quantity()),
                        Long.toString(sold.unitPrice()), Integer.toString(ofShard.refunded(orderId, sold)));
            }
            orders.expect(because, orderId, order.saleId(), order.merchant(), order.buyerId(), ofShard.status(orderId),
                    order.currency(), Long.toString(order.total()), order.channel(), ofShard.paymentRef(orderId),
                    timestamps.of(order.createdAtMs()), expiresAt(order),
                    timestamps.of(ofShard.changedMs(orderId)), confirmedAt(orderId),
                    timestamps.orNull(ofShard.changedMs(orderId, "CANCELLED")),
                    timestamps.orNull(ofShard.changedMs(orderId, "REFUNDED")), Integer.toString(shard),
                    Long.toString(order.sequence()));
        }

        /** An older release writes a hold of no length where there is none. */
        private String expiresAt(StoredFact.NewOrder order) {
            boolean none = order.expiresAtMs() == 0;
            return timestamps.orNull(older && none ? order.createdAtMs() : ofShard.expiresMs(order));
        }

        private String confirmedAt(String orderId) {
            return ofShard.confirmedIsOptional(orderId) ? RowMerge.ANYTHING
                    : timestamps.orNull(ofShard.confirmedMs(orderId));
        }

        @Override
        public void onMove(StoredFact.OrderMoved moved) {
            // Its order's row has it.
        }

        @Override
        public void onEvent(StoredFact.SaleEvent event) throws SQLException {
            events.expect(because, Integer.toString(shard), Long.toString(event.sequence()), event.saleId(),
                    type(event), timestamps.of(event.timeMs()), event.by(), EventData.storable(event.data()));
            if (orphans != null && event.type().equals("payment.orphaned")) {
                JsonNode data = EventData.read(event.data());
                orphans.expect(because, Integer.toString(shard), Long.toString(event.sequence()),
                        data.path("orderId").asText(), data.path("paymentRef").asText(), event.saleId(),
                        data.path("merchant").asText(), data.path("buyerId").asText(), data.path("currency").asText(),
                        data.path("total").asText(), timestamps.of(event.timeMs()), event.by());
            }
        }
    }

    /** An older release calls an event by its fact. */
    private String type(StoredFact.SaleEvent event) {
        return older ? Stream.of(FactKind.values()).filter(kind -> kind.events().contains(event.type())).findFirst()
                .map(FactKind::factName).orElse(event.type()) : event.type();
    }

    /** Says where each journal ends, by shard, once both passes are over. */
    public void finish(List<Long> lastSequences) {
        positions.forEach((shard, position) -> {
            boolean known = shard >= 0 && shard < lastSequences.size();
            long last = known ? lastSequences.get(shard) : 0;
            positionCheck.expect(known && position >= 0 && position <= last, () -> "flush_position of shard " + shard
                    + ", column sequence: the store says " + position + ", the journal "
                    + (known ? "ends with " + last : "has no such shard"));
        });
        if (orders == null) {
            return;
        }
        try {
            orders.finish();
            lines.finish();
            events.finish();
            if (!older) {
                orphans.finish();
                expectSales();
            }
        } catch (SQLException e) {
            throw new StoreException("Cannot read on in the " + name + ": " + DatabaseFailure.reason(e), e);
        }
    }

    private void expectSales() throws SQLException {
        for (Map.Entry<String, Map<String, String>> sale : saleChanges.sales().entrySet()) {
            String because = "the journal";
            sales.expect(because, row(List.of(sale.getKey()), sale.getValue()));
            for (Map.Entry<String, Map<String, String>> item : saleChanges.itemsOf(sale.getKey()).entrySet()) {
                items.expect(because, row(List.of(sale.getKey(), item.getKey()), item.getValue()));
            }
        }
        sales.finish();
        items.finish();
    }

    private static String[] row(List<String> key, Map<String, String> values) {
        List<String> row = new ArrayList<>(key);
        row.addAll(values.values());
        return row.toArray(String[]::new);
    }

    /** What was proven, and where not, what stands against it. */
    public List<AuditCheck> checks() {
        return List.of(positionCheck, asideCheck, orderCheck, lineCheck, eventCheck, saleCheck, orphanCheck);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("closing {}", name, e);
        }
    }
}
