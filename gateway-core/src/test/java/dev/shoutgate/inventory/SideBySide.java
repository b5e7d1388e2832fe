package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.AuditCheck;
import dev.shoutgate.Change;
import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.Outcome;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.inventory.twin.TwinShard;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.PaymentOrphanedDecoder;
import dev.shoutgate.journal.fact.SaleMovedDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Lives a history on the shard and on its twin at once, and on two followers that only fold what was recorded. After
 * every step the outcomes must agree; after every fact the state hashes must, and the guarantees must hold; after every
 * batch the facts must be the same bytes, and whatever was refused in it must have left no trace in the hash. At the
 * end an audit of the facts must find nothing.
 */
final class SideBySide implements AutoCloseable {

    static final long START_MS = 1_790_000_000_000L;
    private static final int BATCHES_PER_SNAPSHOT = 3;
    private static final String[] BUYERS = {"b", "b1", "B", "x".repeat(64), "x".repeat(63) + "y"};
    private static final String[] CHANNELS = {"host-42", "", "主播-七"};
    private static final Command.Act[] OPERATORS = {act(null), act("shop-0"), act("shop-1")};

    // Two megabytes each, and every batch starts them anew.
    private static final FactFrame SHARD_FRAME = new FactFrame();
    private static final FactFrame TWIN_FRAME = new FactFrame();

    private final Step.Life history;
    private final SaleShard shard;
    private final TwinShard twin;
    private final ShardCapacity capacity;
    private SaleShard shardFollower;
    private TwinShard twinFollower;
    private int batches;
    private final ShardAudit audit = new ShardAudit(3, new TwinShard(3, ShardAudit.NO_LIMIT));
    private final Guarantees guarantees;
    private final int[] firstNumber = new int[Histories.SALES];
    private final int[] numberNow = new int[Histories.SALES];
    private final List<Step.Press> presses = new ArrayList<>();
    /** Of the orders that were taken, by their numbers. */
    private final List<String> buyers = new ArrayList<>();
    private final Consumer<String> told;
    private long nowMs = START_MS;
    private long hash;

    /** Hands {@code told} what became of each command, in two or three words. */
    SideBySide(Step.Life history, Consumer<String> told) {
        this.history = history;
        this.told = told;
        capacity = new ShardCapacity(history.orderCapacity(), history.itemCapacity());
        shard = new SaleShard(3, capacity, new HeapItemTable(capacity.items()));
        twin = new TwinShard(3, capacity);
        shardFollower = new SaleShard(3, capacity, new HeapItemTable(capacity.items()));
        twinFollower = new TwinShard(3, capacity);
        guarantees = new Guarantees(shard, twin);
        Arrays.fill(firstNumber, -1);
        startBatch();
        shard.found(11, 22, SHARD_FRAME);
        twin.found(11, 22, TWIN_FRAME);
        hash = shard.stateHash();
    }

    /** Defines and opens every sale, takes all the steps, and ends the last batch. */
    void live() {
        for (int sale = 0; sale < Histories.SALES; sale++) {
            take(new Step.Define(sale, sale, 0));
            take(new Step.Move(sale, false, SaleStatus.OPEN, 100, 0));
        }
        history.steps().forEach(this::take);
        endBatch();
        audit.finish();
        assertThat(audit.checks()).as("claims of the audit").allMatch(AuditCheck::isOk);
    }

    private void take(Step step) {
        if (step instanceof Step.Pass pass) {
            endBatch();
            nowMs += pass.ms();
            startBatch();
        } else if (step instanceof Step.Press press) {
            presses.add(press);
            press(press);
        } else if (step instanceof Step.PressAgain again) {
            if (again.back() <= presses.size()) {
                press(presses.get(presses.size() - again.back()));
            }
        } else if (step instanceof Step.Tick) {
            decide(Command.Kind.TICK, command -> {});
        } else if (step instanceof Step.Cancel cancel) {
            decide(Command.Kind.CANCEL, command -> ask(command, cancel.order(), cancel.asker()));
        } else if (step instanceof Step.Read read) {
            decide(Command.Kind.READ_ORDER, command -> ask(command, read.order(), read.asker()));
        } else if (step instanceof Step.Define define) {
            define(define);
        } else if (step instanceof Step.Move move && firstNumber[move.sale()] >= 0) {
            decide(Command.Kind.MOVE_SALE, command -> {
                command.saleNumber = move.stale() ? firstNumber[move.sale()] : numberNow[move.sale()];
                command.target = move.target();
                command.act = new Command.Act("desk", OPERATORS[move.operator()].merchant(),
                        move.key() == 0 ? "" : "move-" + move.key());
            });
        } else if (step instanceof Step.Retire retire && firstNumber[retire.sale()] >= 0) {
            decide(Command.Kind.RETIRE_SALE, command -> {
                command.saleNumber = numberNow[retire.sale()];
                command.closedBeforeMs = nowMs - retire.closedForMs();
            });
        } else if (step instanceof Step.Audit audit && firstNumber[audit.sale()] >= 0) {
            decide(Command.Kind.AUDIT, command -> command.saleNumber = numberNow[audit.sale()]);
        } else if (!ofOrder(step)) {
            ofSale(step);
        }
    }

    /** What operators do to orders; whether it was that. */
    private boolean ofOrder(Step step) {
        if (step instanceof Step.CancelFor cancel) {
            decide(Command.Kind.CANCEL, command ->
                    operate(command, cancel.order(), cancel.operator(), new Change.GiveBack(cancel.restock())));
        } else if (step instanceof Step.Confirm confirm) {
            decide(Command.Kind.CONFIRM, command ->
                    operate(command, confirm.order(), confirm.operator(), new Change.Payment("p" + confirm.payment())));
        } else if (step instanceof Step.Refund refund) {
            decide(Command.Kind.REFUND, command ->
                    operate(command, refund.order(), refund.operator(), new Change.GiveBack(refund.restock())));
        } else {
            return false;
        }
        return true;
    }

    private void operate(Command command, int order, int operator, Change change) {
        ask(command, order, BUYERS.length + operator);
        command.change = change;
    }

    /** What operators do to items. */
    private void ofSale(Step step) {
        if (step instanceof Step.Restock restock) {
            ofSale(Command.Kind.RESTOCK, restock.sale(), restock.operator(), restock.key(),
                    new Change.Restock("sku-" + restock.item(), restock.quantity()));
        } else if (step instanceof Step.ChangeItem change) {
            ofSale(Command.Kind.CHANGE_ITEM, change.sale(), change.operator(), 0, new Change.ItemChange(
                    "sku-" + change.item(), change.price() < 0 ? null : (long) change.price(),
                    change.limit() < 0 ? null : change.limit(), change.on() > 1 ? null : change.on() == 1));
        } else if (step instanceof Step.AddItem add) {
            ofSale(Command.Kind.ADD_ITEM, add.sale(), add.operator(), add.key(), new Change.NewItem(
                    new ItemDefinition("sku-" + add.item(), "One more", 50, add.stock(), 2, true)));
        } else if (step instanceof Step.Resume resume && firstNumber[resume.sale()] >= 0) {
            decide(Command.Kind.MOVE_SALE, command -> {
                command.saleNumber = numberNow[resume.sale()];
                command.target = SaleStatus.OPEN;
                command.change = new Change.Resume();
                command.act = OPERATORS[resume.operator()];
            });
        } else if (step instanceof Step.History history && firstNumber[history.sale()] >= 0) {
            decide(Command.Kind.READ_HISTORY, command -> command.saleNumber = numberNow[history.sale()]);
        }
    }

    private void ofSale(Command.Kind kind, int sale, int operator, int key, Change change) {
        if (firstNumber[sale] < 0) {
            return;
        }
        decide(kind, command -> {
            command.saleNumber = numberNow[sale];
            command.change = change;
            command.act = new Command.Act("desk", OPERATORS[operator].merchant(), key == 0 ? "" : "act-" + key);
        });
    }

    private void press(Step.Press press) {
        if (firstNumber[press.sale()] < 0) {
            return;
        }
        decide(Command.Kind.BUY, command -> {
            command.saleNumber = press.stale() ? firstNumber[press.sale()] : numberNow[press.sale()];
            command.lineCount = 0;
            itemsOf(command.saleNumber, press).forEach(item -> command.itemNumbers[command.lineCount++] = item);
            if (press.key() == 9) {
                command.itemNumbers[command.lineCount - 1] = Command.NO_ITEM;
            }
            for (int i = 0; i < command.lineCount; i++) {
                command.quantities[i] = press.lines().get(i).quantity();
            }
            command.buyer.set(BUYERS[press.buyer()]);
            command.key.set(press.key() == 0 ? BUYERS[press.buyer()] : "key-" + press.key());
            command.channel.set(CHANNELS[press.channel()]);
            command.buyerHash = shard.hashing().buyer(command.buyer);
            command.keyHash = shard.hashing().key(command.saleNumber, command.buyerHash, command.key);
        });
    }

    /** Those that the press means, each once; something or other where the sale is retired. */
    private List<Integer> itemsOf(int saleNumber, Step.Press press) {
        Sale sale = shard.sales().sale(saleNumber);
        return sale == null ? List.of(0) : press.lines().stream().map(line -> line.item() % sale.itemCount()).distinct()
                .map(item -> sale.item(item).number()).toList();
    }

    private void ask(Command command, int order, int asker) {
        command.orderNumber = order < 0 ? -1 : buyers.size() - order;
        if (asker == Histories.OWNER) {
            int number = (int) command.orderNumber;
            command.buyer.set(number >= 0 && number < buyers.size() ? buyers.get(number) : BUYERS[0]);
        } else if (asker < BUYERS.length) {
            command.buyer.set(BUYERS[asker]);
        } else {
            command.act = OPERATORS[asker - BUYERS.length];
        }
    }

    private void define(Step.Define define) {
        SaleDefinition definition =
                definition("sale-" + define.sale(), history.shapes().get(define.shape() % history.shapes().size()));
        decide(Command.Kind.DEFINE_SALE, command -> {
            command.definition = definition;
            command.act = OPERATORS[define.operator()];
        });
        Sale sale = shard.sales().find("sale-" + define.sale());
        if (sale != null) {
            numberNow[define.sale()] = sale.number();
            if (firstNumber[define.sale()] < 0) {
                firstNumber[define.sale()] = sale.number();
            }
        }
    }

    private void decide(Command.Kind kind, Consumer<Command> fill) {
        Command ofShard = command(kind, fill);
        Command ofTwin = command(kind, fill);
        long sequence = shard.lastSequence();
        shard.decide(ofShard, nowMs, SHARD_FRAME);
        twin.decide(ofTwin, nowMs, TWIN_FRAME);
        assertThat(Said.by(ofShard.outcome)).as("outcome of the shard and of its twin")
                .isEqualTo(Said.by(ofTwin.outcome));
        if (!ofShard.outcome.accepted()) {
            onlyTheClockMayHaveMovedSales(sequence);
        }
        if (ofShard.outcome.hasOrder && ofShard.outcome.orderNumber == buyers.size()) {
            buyers.add(ofShard.buyer.toString());
        }
        if (shard.lastSequence() != sequence) {
            hash = shard.stateHash();
            assertThat(hash).as("state hash of the shard and of its twin").isEqualTo(twin.stateHash());
            guarantees.check();
        }
        told.accept(kind + (ofShard.outcome.accepted() ? "" : " " + ofShard.outcome.problem)
                + (ofShard.outcome.replayed ? " again" : ""));
    }

    private static Command command(Command.Kind kind, Consumer<Command> fill) {
        Command command = new Command();
        command.kind = kind;
        fill.accept(command);
        command.outcome = new Outcome(outcome -> {});
        return command;
    }

    private static void onlyTheClockMayHaveMovedSales(long after) {
        SHARD_FRAME.forEach((sequence, timeMs, buffer, offset, length) -> {
            if (sequence > after) {
                MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
                if (header.templateId() == PaymentOrphanedDecoder.TEMPLATE_ID) {
                    // The one refusal that is worth a fact: somebody's money has to go back.
                    return;
                }
                assertThat(header.templateId()).as("fact of a refusal").isEqualTo(SaleMovedDecoder.TEMPLATE_ID);
                SaleMovedDecoder fact = new SaleMovedDecoder().wrapAndApplyHeader(buffer, offset, header);
                fact.skipSaleId();
                assertThat(fact.by()).as("who moved the sale in a refusal").isEmpty();
            }
        });
    }

    private void startBatch() {
        SHARD_FRAME.reset(shard.lastSequence() + 1, nowMs);
        TWIN_FRAME.reset(twin.lastSequence() + 1, nowMs);
    }

    private void endBatch() {
        assertThat(shard.stateHash()).as("state hash after the last fact and the refusals since").isEqualTo(hash);
        assertThat(bytesOf(TWIN_FRAME)).as("facts of the twin and of the shard").isEqualTo(bytesOf(SHARD_FRAME));
        SHARD_FRAME.forEach(shardFollower);
        TWIN_FRAME.forEach(twinFollower);
        SHARD_FRAME.forEach(audit);
        assertThat(shardFollower.stateHash()).as("state hash of the shard's follower").isEqualTo(shard.stateHash());
        assertThat(twinFollower.stateHash()).as("state hash of the twin's follower").isEqualTo(shard.stateHash());
        if (++batches % BATCHES_PER_SNAPSHOT == 0) {
            goOnFromASnapshot();
        }
    }

    /** The followers end, and others that know nothing but a snapshot follow in their place. */
    private void goOnFromASnapshot() {
        shardFollower.close();
        shardFollower = new SaleShard(3, capacity, new HeapItemTable(capacity.items()));
        twinFollower = new TwinShard(3, capacity);
        FactReader intoShard = shardFollower.snapshot();
        FactReader intoTwin = twinFollower.snapshot();
        try (SnapshotCut cut = shard.cut()) {
            SnapshotRecorder.write(cut, frame -> {
                frame.forEach(intoShard);
                frame.forEach(intoTwin);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(shardFollower.stateHash()).as("state hash of a shard from a snapshot").isEqualTo(shard.stateHash());
        assertThat(twinFollower.stateHash()).as("state hash of a twin from a snapshot").isEqualTo(shard.stateHash());
        new Guarantees(shardFollower, twinFollower).check();
    }

    private static UnsafeBuffer bytesOf(FactFrame frame) {
        int from = FactFrame.HEADER_BYTES;
        return new UnsafeBuffer(frame.buffer(), from, frame.lengthBytes() - from);
    }

    private static SaleDefinition definition(String saleId, Step.Shape shape) {
        List<ItemDefinition> items = new ArrayList<>();
        for (Step.Goods goods : shape.goods()) {
            int place = items.size();
            items.add(new ItemDefinition(
                    "sku-" + place, "商品 " + place, 100L * place + 99, goods.stock(), goods.limit(), goods.on()));
        }
        return new SaleDefinition(saleId, "shop-" + shape.merchant(), "A sale", "CNY", after(shape.opensAfterMs()),
                after(shape.closesAfterMs()), shape.holdSeconds(),
                shape.reclaim() ? LatePayment.RECLAIM : LatePayment.REFUND, items);
    }

    private static long after(int ms) {
        return ms < 0 ? SaleDefinition.NEVER : START_MS + ms;
    }

    private static Command.Act act(String merchant) {
        return new Command.Act("desk", merchant, "");
    }

    @Override
    public void close() {
        shard.close();
        twin.close();
        shardFollower.close();
        twinFollower.close();
        audit.close();
    }
}
