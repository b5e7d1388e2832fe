package dev.shoutgate.inventory;

import static dev.shoutgate.inventory.ShardAtWork.START_MS;
import static dev.shoutgate.inventory.ShardAtWork.sale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Change;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.ItemDefinition.Terms;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.journal.fact.ItemSwitchedDecoder;
import dev.shoutgate.journal.fact.OrderTakenDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items that appear and go by the clock, said once of every inventory. */
abstract class TimedItemsContract {

    private static final long NEVER = SaleDefinition.NEVER;

    private ShardAtWork shard;
    private int presses;

    abstract Inventory newInventory(ShardCapacity capacity);

    @BeforeEach
    void begin() {
        shard = new ShardAtWork(newInventory(new ShardCapacity(100, 1_000)));
    }

    @AfterEach
    void close() {
        shard.close();
    }

    /** Times in milliseconds after the start; one that has a time to appear is off before. */
    private static ItemDefinition timed(String sku, long onAfterMs, long offAfterMs) {
        Description said = new Description("Title", "", Description.NO_LIST_PRICE, at(onAfterMs), at(offAfterMs));
        return new ItemDefinition(sku, 99, new Terms(100, 99, onAfterMs == NEVER, said));
    }

    private static long at(long afterMs) {
        return afterMs == NEVER ? NEVER : START_MS + afterMs;
    }

    private void open(ItemDefinition... items) {
        shard.open(sale("demo", 60, items));
        shard.pass(0);
    }

    private Outcome press(String sku) {
        return shard.buy("demo", "b1", "k" + presses++, sku + ":1");
    }

    private Outcome change(Long onAtMs, Long offAtMs, Boolean on, String title) {
        return shard.wish(new Wish.ChangeItem(shard.saleNumber("demo"), "link",
                new Change(null, null, on, title, null, null, onAtMs, offAtMs), new Operator("desk", null, "")));
    }

    private List<String> switches() {
        List<String> switches = new ArrayList<>();
        shard.wish(new Wish.ReadHistory(shard.saleNumber("demo"), history -> history.acts().forEach(act -> {
            if (act.act() == Act.ON || act.act() == Act.OFF) {
                switches.add(said(act));
            }
        })));
        return switches;
    }

    private static String said(PastAct act) {
        return act.atMs() - START_MS + " " + (act.by().isEmpty() ? "clock" : act.by()) + ": " + act.sku() + " "
                + act.act().word();
    }

    private void isSoon(String sku, long onAfterMs) {
        Outcome refused = press(sku);
        assertThat(refused.problem).isEqualTo(Problem.SALE_NOT_OPEN);
        assertThat(refused.sku).isEqualTo(sku);
        assertThat(refused.opensAtMs).isEqualTo(at(onAfterMs));
    }

    private void isOn(String sku) {
        assertThat(press(sku).problem).isNull();
    }

    private void isOff(String sku) {
        Outcome refused = press(sku);
        assertThat(refused.problem).isEqualTo(Problem.UNKNOWN_ITEM);
        assertThat(refused.sku).isEqualTo(sku);
    }

    /** No tick comes by: the time rules. */
    @Test
    void areSoldFromTheirTimeToAppearUntilTheirTimeToGo() {
        open(timed("link", 1_000, 5_000));
        isSoon("link", 1_000);
        shard.pass(999);
        isSoon("link", 1_000);
        assertThat(shard.factCount()).isZero();
        shard.pass(1);
        isOn("link");
        assertThat(shard.templates()).containsExactly(ItemSwitchedDecoder.TEMPLATE_ID, OrderTakenDecoder.TEMPLATE_ID);
        shard.pass(3_999);
        isOn("link");
        assertThat(shard.templates()).containsExactly(OrderTakenDecoder.TEMPLATE_ID);
        shard.pass(1);
        isOff("link");
        assertThat(shard.templates()).containsExactly(ItemSwitchedDecoder.TEMPLATE_ID);
    }

    @Test
    void bringTheTrafficFirstAndTheProfitLater() {
        open(timed("traffic", 1_000, 3_000), timed("profit", 3_000, NEVER), timed("always", NEVER, NEVER));
        for (int i = 0; i < 50; i++) {
            shard.pass(100).tick();
        }
        assertThat(switches()).containsExactly("1000 clock: traffic on", "3000 clock: traffic off",
                "3000 clock: profit on");
        isOff("traffic");
        isOn("profit");
        isOn("always");
    }

    @Test
    void letWhatTheHostSaysStandUntilTheNextTime() {
        open(timed("link", 1_000, 5_000));
        shard.pass(500);
        change(null, null, true, null);
        isOn("link");
        shard.pass(500).tick();
        change(null, null, false, null);
        shard.pass(3_999).tick();
        isOff("link");
        shard.pass(1).tick();
        change(null, null, true, null);
        shard.pass(100_000).tick();
        isOn("link");
        assertThat(switches()).containsExactly("500 desk: link on", "1000 clock: link on", "1000 desk: link off",
                "5000 clock: link off", "5000 desk: link on");
    }

    @Test
    void keepToTheirNewTimesWhereTheyAreMoved() {
        open(timed("link", 1_000, NEVER));
        change(at(2_000), null, null, null);
        shard.pass(1_000);
        isSoon("link", 2_000);
        shard.pass(1_000);
        isOn("link");
        change(at(9_000), null, null, null);
        isSoon("link", 9_000);
        change(at(1_500), at(4_000), null, null);
        isOn("link");
        shard.pass(2_000);
        isOff("link");
        change(NEVER, NEVER, null, null);
        shard.pass(2_000);
        isOff("link");
    }

    @Test
    void stayAsTheyAreWhereTheirTimesAreTakenAway() {
        open(timed("link", 1_000, 5_000));
        shard.pass(1_000);
        isOn("link");
        change(null, NEVER, null, null);
        shard.pass(9_000);
        isOn("link");
        change(at(20_000), null, true, null);
        isOn("link");
        change(NEVER, null, null, null);
        shard.pass(90_000).tick();
        isOn("link");
    }

    @Test
    void minorWordsDoNotHoldUp() {
        open(timed("link", 1_000, 5_000));
        shard.pass(500);
        change(null, null, null, "Another title");
        shard.pass(500).tick();
        isOn("link");
        change(null, null, false, null);
        change(null, at(6_000), null, "A third");
        isOff("link");
        shard.pass(90_000).tick();
        assertThat(switches()).containsExactly("1000 clock: link on", "1000 desk: link off", "91000 clock: link off");
    }

    /** As after a start that comes late. */
    @Test
    void neverAppearWhereBothTimesPassedUnseen() {
        open(timed("link", 1_000, 5_000));
        shard.pass(6_000).tick();
        isOff("link");
        assertThat(switches()).containsExactly("6000 clock: link off");
    }

    @Test
    void doNothingInASaleThatIsOver() {
        open(timed("link", 1_000, 5_000));
        shard.pass(500);
        shard.move("demo", Act.CLOSE, "");
        shard.pass(500).tick();
        shard.pass(5_000).tick();
        assertThat(switches()).isEmpty();
        assertThat(press("link").problem).isEqualTo(Problem.SALE_CLOSED);
    }

    @Test
    void appearNoMoreAtATickThanItHasTimeFor() {
        for (int i = 0; i < 2; i++) {
            shard.define(sale("sale-" + i, 60, IntStream.range(0, 400)
                    .mapToObj(n -> timed("link-" + n, 1_000, NEVER)).toArray(ItemDefinition[]::new)));
        }
        shard.pass(1_000).tick();
        assertThat(shard.factCount()).isEqualTo(Limits.EXPIRIES_PER_TICK);
        shard.pass(0).tick();
        assertThat(shard.factCount()).isEqualTo(800 - Limits.EXPIRIES_PER_TICK);
        shard.pass(0).tick();
        assertThat(shard.factCount()).isZero();
    }

    @Test
    void areNewWhereTheSaleIsDefinedAnew() {
        open(timed("link", 1_000, NEVER));
        shard.pass(2_000).tick();
        shard.define(sale("demo", 60, timed("link", 4_000, NEVER)));
        shard.move("demo", Act.OPEN, "");
        isSoon("link", 4_000);
        shard.pass(2_000);
        isOn("link");
    }
}
