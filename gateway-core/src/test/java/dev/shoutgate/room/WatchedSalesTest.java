package dev.shoutgate.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Channels;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView;
import dev.shoutgate.storage.OrderTally;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Time stands still in these rooms, and passes a look at a time. */
class WatchedSalesTest {
    private static final String COMMENT = ":\n\n";

    @RegisterExtension
    private final Channels channels = new Channels();

    private final EmbeddedChannel first = frozen();
    private final WatchedSales room = new WatchedSales(first.eventLoop());
    private final Stock stock = new Stock();

    private EmbeddedChannel frozen() {
        EmbeddedChannel channel = channels.open();
        channel.freezeTime();
        return channel;
    }

    /** A sale of ten phones, of which so many are held; each change of them is one fact. */
    private static final class Stock implements WatchedSource {
        private final ItemDefinition phone = new ItemDefinition("phone", "Phone", 100, 10, 10, true);
        private final SaleDefinition sale = new SaleDefinition("sale", "shop", "Sale", "CNY", SaleDefinition.NEVER,
                SaleDefinition.NEVER, 60, LatePayment.RECLAIM, List.of(phone));
        private long version = 1;
        private long held;
        private SaleStatus status = SaleStatus.OPEN;

        void hold(long units) {
            held = units;
            version++;
        }

        void close() {
            status = SaleStatus.CLOSED;
            version++;
        }

        @Override
        public long version() {
            return version;
        }

        @Override
        public SaleView view() {
            return new SaleView(sale, status, version,
                    List.of(new SaleView.ItemView(phone, phone.terms(), 10, held, 0)));
        }

        @Override
        public boolean shows(SaleView.ItemView item) {
            return true;
        }

        @Override
        public byte[] body(SaleView view) {
            return ("held " + view.items().get(0).held()).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public OrderTally orders() {
            return null;
        }

        @Override
        public byte[] body(OrderTally.Latest order, SaleView view) {
            throw new UnsupportedOperationException("nobody is told of orders here");
        }

        @Override
        public void end() {
            // Nothing was begun.
        }
    }

    /** What one who joins is told at once; later it reads from its channel. */
    private String join(EmbeddedChannel channel) {
        String told = new String(room.whole("sale", stock, stock.view()), StandardCharsets.US_ASCII);
        room.add("sale", channel);
        return told;
    }

    private void passALook() {
        first.advanceTimeBy(WatchedSales.LOOK_NS, TimeUnit.NANOSECONDS);
        // The look, the slices that it makes due, and whatever they leave to do.
        for (int i = 0; i < 5; i++) {
            first.runScheduledPendingTasks();
            first.runPendingTasks();
        }
    }

    private static List<String> heard(EmbeddedChannel channel) {
        List<String> heard = new ArrayList<>();
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            heard.add(bytes.toString(StandardCharsets.US_ASCII));
            bytes.release();
        }
        heard.removeIf(COMMENT::equals);
        return heard;
    }

    @Test
    void tellsOneWhoJoinsWhatTheOthersWereTold() {
        join(first);
        stock.hold(3);
        EmbeddedChannel late = channels.open();
        assertThat(join(late)).as("what the next difference is a difference to").contains("held 0");

        stock.hold(0);
        passALook();
        assertThat(heard(late)).as("nothing is left of the three that were held for a moment").isEmpty();
        stock.hold(2);
        passALook();
        assertThat(heard(late)).hasSize(1).isEqualTo(heard(first)).first().asString().contains("\"held\":2");
    }

    @Test
    void tellsEverybodyOnceThoughSomeLeaveMeanwhile() {
        WatchedSale sale = new WatchedSale(stock, stock.view(), new Slices(first.eventLoop()));
        List<EmbeddedChannel> there = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            there.add(channels.open());
            Watcher watcher = new Watcher(sale);
            watcher.takeOver(there.get(i));
            sale.add(watcher);
        }
        stock.hold(3);
        sale.look(System.nanoTime());
        Random random = new Random(7);
        while (sale.step()) {
            there.remove(random.nextInt(there.size())).close();
            there.remove(random.nextInt(there.size())).close();
        }
        assertThat(there).hasSizeGreaterThan(20).allSatisfy(channel -> assertThat(heard(channel)).hasSize(1));
    }

    @Test
    void showsEachStreamOnceIn15SecondsThatItLives() {
        List<EmbeddedChannel> many = IntStream.range(0, 300).mapToObj(i -> channels.open()).toList();
        join(first);
        many.forEach(this::join);
        int most = 0;
        for (int look = 0; look < 150; look++) {
            int before = comments(many);
            passALook();
            most = Math.max(most, comments(many) - before);
        }
        assertThat(many).allMatch(channel -> channel.outboundMessages().size() == 1);
        assertThat(most).as("of 300, in a tenth of a second").isLessThan(30);
    }

    private static int comments(List<EmbeddedChannel> channels) {
        return channels.stream().mapToInt(channel -> channel.outboundMessages().size()).sum();
    }

    @Test
    void endsStreamsAfterTheLastWord() {
        join(first);
        EmbeddedChannel other = channels.open();
        join(other);
        stock.close();
        passALook();

        assertThat(heard(other)).singleElement().asString().startsWith("event: sale");
        assertThat(other.isActive()).isFalse();
        assertThat(first.isActive()).isFalse();
        assertThat(room.watchers()).isZero();
    }
}
