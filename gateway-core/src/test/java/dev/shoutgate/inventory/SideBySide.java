package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.AuditCheck;
import dev.shoutgate.ByteText;
import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.LatePayment;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.PassFault;
import dev.shoutgate.PassRule;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.inventory.twin.TwinShard;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.fact.ItemSwitchedDecoder;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.PaymentOrphanedDecoder;
import dev.shoutgate.journal.fact.SaleMovedDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
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
    private static final String[] MERCHANTS = {null, "shop-0", "shop-1"};

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
    private Wish lastAct;

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
        Arrays.fill(numberNow, -1);
        startBatch();
        shard.found(11, 22, SHARD_FRAME);
        twin.found(11, 22, TWIN_FRAME);
        hash = shard.stateHash();
    }

    /** Defines and opens every sale, takes all the steps, and ends the last batch. */
    void live() {
        for (int sale = 0; sale < Histories.SALES; sale++) {
            take(new Step.Define(sale, sale, 0));
            take(new Step.Move(sale, false, Act.OPEN, 100, 0));
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
        } else if (step instanceof Step.ListOwn list && firstNumber[list.sale()] >= 0) {
            listOwn(list);
        } else if (step instanceof Step.Define define) {
            define(define);
        } else if (!ofOrder(step)) {
            ofSale(step);
        }
    }

    /** What operators wish of orders; whether it was that. */
    private boolean ofOrder(Step step) {
        if (step instanceof Step.ReadFor read) {
            wish(new Wish.ReadOrder(number(read.order()), operator(read.operator(), "")));
        } else if (step instanceof Step.CancelFor cancel) {
            wish(new Wish.Cancel(number(cancel.order()), cancel.restock(), operator(cancel.operator(), "")));
        } else if (step instanceof Step.Confirm confirm) {
            wish(new Wish.Confirm(number(confirm.order()), "p" + confirm.payment(), operator(confirm.operator(), "")));
        } else if (step instanceof Step.Refund refund) {
            act(new Wish.Refund(number(refund.order()), units(refund.items()), refund.restock(),
                    operator(refund.operator(), key("refund-", refund.key()))));
        } else if (step instanceof Step.Extend extend) {
            act(new Wish.Extend(number(extend.order()), extend.seconds(),
                    operator(extend.operator(), key("extend-", extend.key()))));
        } else if (step instanceof Step.ActAgain again && lastAct != null) {
            act(again.other() ? other(lastAct) : lastAct);
        } else {
            return false;
        }
        return true;
    }

    private void act(Wish act) {
        Command ofShard = command(act);
        decide(name(act), ofShard, command(act));
        if (ofShard.outcome.accepted()) {
            lastAct = act;
        }
    }

    /** Under the same key. */
    private static Wish other(Wish act) {
        return act instanceof Wish.Refund refund
                ? new Wish.Refund(refund.orderNumber(), refund.items(), !refund.restock(), refund.operator())
                : new Wish.Extend(((Wish.Extend) act).orderNumber(), ((Wish.Extend) act).seconds() + 1,
                        ((Wish.Extend) act).operator());
    }

    private static List<Wish.Units> units(List<Step.Line> lines) {
        Map<String, Wish.Units> units = new LinkedHashMap<>();
        lines.forEach(line -> units.put("sku-" + line.item(), new Wish.Units("sku-" + line.item(), line.quantity())));
        return List.copyOf(units.values());
    }

    /** What operators, and the housekeeping, wish of sales that were defined. */
    private void ofSale(Step step) {
        if (step instanceof Step.Move move) {
            int number = move.stale() ? firstNumber[move.sale()] : numberNow[move.sale()];
            wishOf(number, new Wish.Move(number, move.act(), operator(move.operator(), key("move-", move.key()))));
        } else if (step instanceof Step.Restock restock) {
            int number = numberNow[restock.sale()];
            wishOf(number, new Wish.Restock(number, "sku-" + restock.item(), restock.quantity(),
                    operator(restock.operator(), key("act-", restock.key()))));
        } else if (step instanceof Step.ChangeItem change) {
            int number = numberNow[change.sale()];
            ItemDefinition.Change to = new ItemDefinition.Change(
                    change.price() < 0 ? null : (long) change.price(), change.limit() < 0 ? null : change.limit(),
                    change.on() > 1 ? null : change.on() == 1, title(change.look().title()),
                    text("/image-", change.look().image()),
                    change.look().listPrice() == Step.AS_IT_IS ? null : (Long) listPrice(change.look()),
                    time(change.look().onAfterMs()), time(change.look().offAfterMs()));
            wishOf(number, new Wish.ChangeItem(number, "sku-" + change.item(), to, operator(change.operator(), "")));
        } else if (step instanceof Step.ChangeSale change) {
            int number = numberNow[change.sale()];
            SaleDefinition.Change to = new SaleDefinition.Change(title(change.title()), time(change.opensAfterMs()),
                    time(change.closesAfterMs()), text("sku-", change.featured()), text("<b>Notice</b> ", change.notice()),
                    text("/pay/{orderId}?", change.checkout()));
            wishOf(number, new Wish.ChangeSale(number, to, operator(change.operator(), "")));
        } else if (step instanceof Step.AddItem add) {
            int number = numberNow[add.sale()];
            wishOf(number, new Wish.AddItem(number,
                    new ItemDefinition("sku-" + add.item(), "One more", 50, add.stock(), 2, true),
                    operator(add.operator(), key("act-", add.key()))));
        } else if (step instanceof Step.Retire retire) {
            int number = numberNow[retire.sale()];
            wishOf(number, new Wish.Retire(number, nowMs - retire.closedForMs()));
        } else if (step instanceof Step.Audit audit) {
            read(numberNow[audit.sale()], (number, said) ->
                    new Wish.Audit(number, recount -> said.accept(recount.count())));
        } else if (step instanceof Step.ListFor list) {
            read(numberNow[list.sale()], (number, said) -> new Wish.ListOrders(number, filter(list),
                    Math.max(-1, number(list.after())), list.most(), slice -> said.accept(text(slice))));
        } else if (step instanceof Step.History history) {
            read(numberNow[history.sale()], (number, said) -> new Wish.ReadHistory(number, said::accept));
        } else if (step instanceof Step.Snapshot snapshot) {
            read(0, (number, said) -> new Wish.Snapshot(() -> said.accept("here")));
        }
    }

    private static Wish.OrderFilter filter(Step.ListFor list) {
        OrderStatus[] statuses = OrderStatus.values();
        return new Wish.OrderFilter(list.status() < statuses.length ? statuses[list.status()] : null,
                text(list.buyer(), BUYERS), text(list.channel(), CHANNELS));
    }

    private static ByteText text(int place, String[] texts) {
        ByteText text = place < 0 ? null : new ByteText(64);
        return text != null && text.set(texts[place]) ? text : null;
    }

    private static String text(Wish.OrderSlice slice) {
        return slice.orders().stream().map(Said::by).toList() + " up to " + slice.last() + ", ended " + slice.ended();
    }

    private static String title(int title) {
        return title == Step.AS_IT_IS ? null : "标题 " + title;
    }

    private static String text(String of, int number) {
        return number == Step.AS_IT_IS ? null : number == Step.NONE ? "" : of + number;
    }

    private static Long time(int afterMs) {
        return afterMs == Step.AS_IT_IS ? null : (Long) after(afterMs);
    }

    private static long listPrice(Step.Look look) {
        return look.listPrice() == Step.NONE ? Description.NO_LIST_PRICE : look.listPrice();
    }

    private void wishOf(int saleNumber, Wish wish) {
        if (saleNumber >= 0) {
            wish(wish);
        }
    }

    /** A wish whose receiver must hear the same of the shard and of the twin. */
    private void read(int saleNumber, BiFunction<Integer, Consumer<Object>, Wish> wish) {
        if (saleNumber >= 0) {
            List<Object> shardSaid = new ArrayList<>();
            List<Object> twinSaid = new ArrayList<>();
            Wish ofShard = wish.apply(saleNumber, shardSaid::add);
            decide(name(ofShard), command(ofShard), command(wish.apply(saleNumber, twinSaid::add)));
            assertThat(shardSaid).as("what the shard and its twin let see").isEqualTo(twinSaid);
        }
    }

    private void wish(Wish wish) {
        decide(name(wish), command(wish), command(wish));
    }

    private static String name(Wish wish) {
        return wish.getClass().getSimpleName();
    }

    private static Command command(Wish wish) {
        return Command.of(wish, new Outcome(outcome -> { }));
    }

    private static Operator operator(int place, String key) {
        return new Operator("desk", MERCHANTS[place], key);
    }

    private static String key(String of, int number) {
        return number == 0 ? "" : of + number;
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
            command.notes.channel.set(CHANNELS[press.channel()]);
            command.passNumber = Math.max(Command.NO_PASS, press.pass());
            command.passFault = press.pass() == Step.BAD ? PassFault.FORGED : null;
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
        command.orderNumber = number(order);
        if (asker == Histories.OWNER) {
            int number = (int) command.orderNumber;
            command.buyer.set(number >= 0 && number < buyers.size() ? buyers.get(number) : BUYERS[0]);
        } else {
            command.buyer.set(BUYERS[asker]);
        }
    }

    private void listOwn(Step.ListOwn list) {
        decide(Command.Kind.LIST_ORDERS, command -> {
            command.saleNumber = list.stale() ? firstNumber[list.sale()] : numberNow[list.sale()];
            command.buyer.set(BUYERS[list.buyer()]);
            command.buyerHash = shard.hashing().buyer(command.buyer);
        });
    }

    private int number(int order) {
        return order < 0 ? -1 : buyers.size() - order;
    }

    private void define(Step.Define define) {
        SaleDefinition definition =
                definition("sale-" + define.sale(), history.shapes().get(define.shape() % history.shapes().size()));
        wish(new Wish.Define(definition, operator(define.operator(), "")));
        Sale sale = shard.sales().find("sale-" + define.sale());
        if (sale != null) {
            numberNow[define.sale()] = sale.number();
            if (firstNumber[define.sale()] < 0) {
                firstNumber[define.sale()] = sale.number();
            }
        }
    }

    private void decide(Command.Kind kind, Consumer<Command> fill) {
        decide(kind.name(), command(kind, fill), command(kind, fill));
    }

    private void decide(String name, Command ofShard, Command ofTwin) {
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
        told.accept(name + (ofShard.outcome.accepted() ? "" : " " + ofShard.outcome.problem)
                + (ofShard.outcome.problem == Problem.SALE_NOT_OPEN && ofShard.outcome.sku != null ? " of an item" : "")
                + (ofShard.outcome.problem == Problem.NOT_ELIGIBLE ? " " + ofShard.outcome.passFault : "")
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
                assertThat(clock(buffer, offset)).as("what was recorded with a refusal was by the clock").isNotNull();
            }
        });
    }

    /** What a fact says that the clock did; null where it did not, or is never told. */
    private static String clock(DirectBuffer buffer, int offset) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        if (header.templateId() == SaleMovedDecoder.TEMPLATE_ID) {
            SaleMovedDecoder fact = new SaleMovedDecoder().wrapAndApplyHeader(buffer, offset, header);
            fact.skipSaleId();
            return fact.by().isEmpty() ? "clock moves a sale" : null;
        }
        if (header.templateId() == ItemSwitchedDecoder.TEMPLATE_ID) {
            ItemSwitchedDecoder fact = new ItemSwitchedDecoder().wrapAndApplyHeader(buffer, offset, header);
            String what = fact.status() == ItemValue.ON ? "clock puts an item up" : "clock takes an item down";
            fact.skipSaleId();
            fact.skipSku();
            return fact.by().isEmpty() ? what : null;
        }
        return null;
    }

    private void tellOfTheClock() {
        SHARD_FRAME.forEach((sequence, timeMs, buffer, offset, length) -> {
            if (clock(buffer, offset) != null) {
                told.accept(clock(buffer, offset));
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
        assertThat(times(shardFollower)).as("what the clock does next").isEqualTo(times(shard));
        SHARD_FRAME.forEach(audit);
        tellOfTheClock();
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
        assertThat(times(shardFollower)).as("what the clock does next, from a snapshot").isEqualTo(times(shard));
        new Guarantees(shardFollower, twinFollower).check();
    }

    /** Of every item when it appears, and when the clock has to do with it; that follows from what was done to it. */
    private static List<String> times(SaleShard of) {
        List<String> times = new ArrayList<>();
        for (Sale sale : of.sales().all()) {
            for (int i = 0; i < sale.itemCount(); i++) {
                times.add(sale.item(i).appearsAtMs() + " " + sale.item(i).dueAtMs());
            }
        }
        return times;
    }

    private static UnsafeBuffer bytesOf(FactFrame frame) {
        int from = FactFrame.HEADER_BYTES;
        return new UnsafeBuffer(frame.buffer(), from, frame.lengthBytes() - from);
    }

    private static SaleDefinition definition(String saleId, Step.Shape shape) {
        List<ItemDefinition> items = new ArrayList<>();
        for (Step.Goods goods : shape.goods()) {
            int place = items.size();
            Description said = new Description("商品 " + place, text("/image-", goods.look().image()),
                    listPrice(goods.look()), after(goods.look().onAfterMs()), after(goods.look().offAfterMs()));
            items.add(new ItemDefinition("sku-" + place, goods.stock(), new ItemDefinition.Terms(
                    goods.free() ? 0 : 100L * place + 99, goods.limit(),
                    goods.on() && said.onAtMs() == SaleDefinition.NEVER, said)));
        }
        SaleDefinition definition = new SaleDefinition(saleId, "shop-" + shape.merchant(), "A sale", "CNY",
                after(shape.opensAfterMs()), after(shape.closesAfterMs()), shape.holdSeconds(),
                shape.reclaim() ? LatePayment.RECLAIM : LatePayment.REFUND, items);
        return shape.passes() ? definition.with(PassRule.required(60, 15)) : definition;
    }

    private static long after(int ms) {
        return ms < 0 ? SaleDefinition.NEVER : START_MS + ms;
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
