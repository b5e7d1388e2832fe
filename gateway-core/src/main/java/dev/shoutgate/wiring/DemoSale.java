package dev.shoutgate.wiring;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.Outcome;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.inventory.Sale;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The sale that {@code serve --demo} opens: what an operator would do over HTTP, through the same ring.
 *
 * <p>Threading: the thread that started the gateway.
 */
public final class DemoSale {

    private static final String ID = "demo";

    private DemoSale() {}

    /** Defines and opens the sale; one that stands from an earlier run goes on as it is. */
    public static void open(Gateway gateway) throws InterruptedException {
        ShardGate shard = gateway.shardMap().ofSale(ID);
        Sale sale = shard.sales().find(ID);
        if (sale == null) {
            ask(shard, new Wish.Define(definition(), operator("demo-define")));
            sale = shard.sales().find(ID);
        }
        if (sale.status() == SaleStatus.SCHEDULED) {
            ask(shard, new Wish.Move(sale.number(), Act.OPEN, operator("demo-open")));
        }
    }

    private static SaleDefinition definition() {
        return new SaleDefinition(ID, "demo-shop", "Friday night live", "CNY", SaleDefinition.NEVER,
                SaleDefinition.NEVER, 900, LatePayment.RECLAIM, List.of(
                        new ItemDefinition("phone", "Phone, 256 GB", 199_900, 1_000, 2, true),
                        new ItemDefinition("lipstick", "Lipstick, ruby red", 9_900, 5_000, 5, true)));
    }

    private static Operator operator(String key) {
        return new Operator("demo", null, key);
    }

    private static void ask(ShardGate shard, Wish wish) throws InterruptedException {
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
        }
    }
}
