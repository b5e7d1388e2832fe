package dev.shoutgate.inventory;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.Outcome;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.ItemCount;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.inventory.memory.Hashing;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An inventory with the little around it that a test needs: a clock that the test moves, a frame, and the numbers of
 * sales and items, which it counts for itself.
 */
public final class ShardAtWork implements AutoCloseable {

    public static final long START_MS = 1_790_000_000_000L;
    public static final Operator PLATFORM = new Operator("desk", null, "");

    final Inventory inventory;
    final Hashing hashing = new Hashing(11, 22);
    final FactFrame frame = new FactFrame();
    long nowMs = START_MS;
    private final Map<String, Integer> saleNumbers = new HashMap<>();
    private final Map<Integer, Map<String, Integer>> itemNumbers = new HashMap<>();
    private int itemCount;

    public ShardAtWork(Inventory inventory) {
        this.inventory = inventory;
        frame.reset(1, nowMs);
        inventory.found(11, 22, frame);
    }

    /** A new batch, this much later. */
    public ShardAtWork pass(long ms) {
        nowMs += ms;
        frame.reset(inventory.lastSequence() + 1, nowMs);
        return this;
    }

    public static ItemDefinition item(String sku, long stock, int limit) {
        return new ItemDefinition(sku, "Title of " + sku, 199_900, stock, limit, true);
    }

    public static SaleDefinition sale(String saleId, int holdSeconds, ItemDefinition... items) {
        return sale(saleId, SaleDefinition.NEVER, SaleDefinition.NEVER, holdSeconds, items);
    }

    public static SaleDefinition sale(
            String saleId, long opensAtMs, long closesAtMs, int holdSeconds, ItemDefinition... items) {
        return new SaleDefinition(saleId, "shop-1", "A sale", "CNY", opensAtMs, closesAtMs, holdSeconds,
                LatePayment.REFUND, List.of(items));
    }

    public Outcome define(SaleDefinition definition) {
        return define(definition, PLATFORM);
    }

    public Outcome define(SaleDefinition definition, Operator by) {
        Outcome outcome = wish(new Wish.Define(definition, by));
        if (outcome.created) {
            int number = itemNumbers.size();
            saleNumbers.put(definition.saleId(), number);
            Map<String, Integer> numbers = new HashMap<>();
            definition.items().forEach(item -> numbers.put(item.sku(), itemCount++));
            itemNumbers.put(number, numbers);
        }
        return outcome;
    }

    /** Defines a sale and opens it. */
    public ShardAtWork open(SaleDefinition definition) {
        define(definition);
        move(definition.saleId(), Act.OPEN, "");
        return this;
    }

    public Outcome move(String saleId, Act act, String key) {
        return wish(new Wish.Move(saleNumber(saleId), act, new Operator("desk", null, key)));
    }

    public Outcome wish(Wish wish) {
        return decide(Command.of(wish, new Outcome(outcome -> { })));
    }

    public int saleNumber(String saleId) {
        return saleNumbers.get(saleId);
    }

    /** A press as it comes from the frontend: pairs of SKU and quantity, such as {@code "phone:1"}. */
    public Command press(String saleId, String buyer, String key, String... lines) {
        Command command = command(Command.Kind.BUY);
        command.saleNumber = saleNumber(saleId);
        for (String line : lines) {
            String[] skuAndQuantity = line.split(":");
            command.itemNumbers[command.lineCount] = itemNumbers.get(command.saleNumber).get(skuAndQuantity[0]);
            command.quantities[command.lineCount++] = Integer.parseInt(skuAndQuantity[1]);
        }
        command.buyer.set(buyer);
        command.key.set(key);
        command.notes.channel.set("host-42");
        command.buyerHash = hashing.buyer(command.buyer);
        command.keyHash = hashing.key(command.saleNumber, command.buyerHash, command.key);
        return command;
    }

    public Outcome buy(String saleId, String buyer, String key, String... lines) {
        return decide(press(saleId, buyer, key, lines));
    }

    public Outcome cancel(long orderNumber, String buyer) {
        return ofOrder(Command.Kind.CANCEL, orderNumber, buyer);
    }

    public Outcome read(long orderNumber, String buyer) {
        return ofOrder(Command.Kind.READ_ORDER, orderNumber, buyer);
    }

    /** All that a buyer has of a sale. */
    public Outcome list(String saleId, String buyer) {
        return list(saleNumber(saleId), buyer);
    }

    Outcome list(int saleNumber, String buyer) {
        Command command = command(Command.Kind.LIST_ORDERS);
        command.saleNumber = saleNumber;
        command.buyer.set(buyer);
        command.buyerHash = hashing.buyer(command.buyer);
        return decide(command);
    }

    private Outcome ofOrder(Command.Kind kind, long orderNumber, String buyer) {
        Command command = command(kind);
        command.orderNumber = orderNumber;
        command.buyer.set(buyer);
        return decide(command);
    }

    public Outcome tick() {
        return decide(command(Command.Kind.TICK));
    }

    /** What the audit counts of a sale, whichever inventory makes it. */
    public List<ItemCount> audit(String saleId) {
        List<ItemCount> counts = new ArrayList<>();
        wish(new Wish.Audit(saleNumber(saleId), recount -> counts.addAll(recount.count())));
        return counts;
    }

    public ItemCount count(String saleId, String sku) {
        return audit(saleId).stream().filter(item -> item.sku().equals(sku)).findFirst().orElseThrow();
    }

    public Outcome decide(Command command) {
        inventory.decide(command, nowMs, frame);
        return command.outcome;
    }

    public static Command command(Command.Kind kind) {
        Command command = new Command();
        command.kind = kind;
        command.outcome = new Outcome(outcome -> {});
        return command;
    }

    /** The templates of the facts in the present batch, in their order. */
    public List<Integer> templates() {
        List<Integer> templates = new ArrayList<>();
        frame.forEach((sequence, timeMs, buffer, offset, length) -> templates.add(
                new MessageHeaderDecoder().wrap(buffer, offset).templateId()));
        return templates;
    }

    public int factCount() {
        return frame.count();
    }

    @Override
    public void close() {
        inventory.close();
    }
}
