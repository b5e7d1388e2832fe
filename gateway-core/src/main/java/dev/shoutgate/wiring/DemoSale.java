package dev.shoutgate.wiring;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.LatePayment;
import dev.shoutgate.Outcome;
import dev.shoutgate.PassRule;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.config.BadSettingException;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.inventory.Sale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The sale that {@code serve --demo} opens: what an operator would do over HTTP, through the same ring.
 *
 * <p>Threading: the thread that starts the gateway.
 */
final class DemoSale {

    private static final String ID = "demo";

    private static final String CHECKOUT = "/demo/checkout/{orderId}";

    /** The name of the demo's token, by which the history tells its sales from those of a shop. */
    private static final String OPERATOR = "demo";

    private DemoSale() {}

    /** Defines and opens the sale; one that stands from an earlier run goes on as it is. */
    static void open(ShardMap shards) {
        ShardGate shard = shards.ofSale(ID);
        Sale sale = shard.sales().find(ID);
        if (sale == null) {
            ask(shard, new Wish.Define(definition(), operator("demo-define")));
            sale = shard.sales().find(ID);
        }
        if (sale.status() == SaleStatus.SCHEDULED) {
            ask(shard, new Wish.Move(sale.number(), Act.OPEN, operator("demo-open")));
        }
        // One from the folder of an older release could not be paid.
        if (sale.status() != SaleStatus.CLOSED && sale.definition().terms().checkoutUrl().isEmpty()) {
            ask(shard, new Wish.ChangeSale(sale.number(),
                    new SaleDefinition.Change(null, null, null, null, null, CHECKOUT), operator("demo-checkout")));
        }
    }

    /**
     * Makes sure that whoever comes in under a name of its own choice finds no shop to buy from.
     *
     * @throws BadSettingException where another operator than the demo's has defined a sale
     */
    static void refuseSalesOfShops(ShardMap shards, Path folder) {
        for (ShardGate shard : shards.all()) {
            for (Sale sale : shard.sales().all()) {
                List<PastAct> acts = new ArrayList<>();
                ask(shard, new Wish.ReadHistory(sale.number(), history -> acts.addAll(history.acts())));
                if (!acts.get(0).by().equals(OPERATOR)) {
                    throw BadSettingException.of("--lan", "got " + folder + " with the sale "
                            + sale.definition().saleId() + " of " + sale.definition().merchant() + ", wants a folder "
                            + "with sales of the demo alone: name another with --data");
                }
            }
        }
    }

    private static SaleDefinition definition() {
        return new SaleDefinition(ID, "demo-shop", "CNY", 900, LatePayment.RECLAIM,
                new SaleDefinition.Terms("Friday night live", SaleDefinition.NEVER, SaleDefinition.NEVER, "phone", "",
                        CHECKOUT), PassRule.NONE,
                List.of(item("phone", "Phone, 256 GB", 199_900, 259_900, 1_000, 2),
                        item("lipstick", "Lipstick, ruby red", 9_900, 12_900, 5_000, 5)));
    }

    private static ItemDefinition item(String sku, String title, long price, long listPrice, long stock, int limit) {
        Description description = new Description(title, "/demo/" + sku + ".svg", listPrice, SaleDefinition.NEVER,
                SaleDefinition.NEVER);
        return new ItemDefinition(sku, stock, new ItemDefinition.Terms(price, limit, true, description));
    }

    private static Operator operator(String key) {
        return new Operator(OPERATOR, null, key);
    }

    private static void ask(ShardGate shard, Wish wish) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        Command command = Command.of(wish, new Outcome(answer::complete));
        try {
            if (!shard.admission().enter(command)) {
                throw new IllegalStateException("the demo sale: " + command.outcome.problem.detail());
            }
            Outcome outcome = answer.get(10, TimeUnit.SECONDS);
            if (!outcome.accepted()) {
                throw new IllegalStateException("the demo sale was refused: " + outcome.problem);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the demo sale could not be opened", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the demo sale was given up", e);
        }
    }
}
