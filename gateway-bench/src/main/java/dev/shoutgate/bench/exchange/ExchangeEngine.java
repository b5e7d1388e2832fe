package dev.shoutgate.bench.exchange;

import com.sun.management.OperatingSystemMXBean;
import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.CoreWaitStrategy;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.api.ApiAddUser;
import exchange.core2.core.common.api.ApiAdjustUserBalance;
import exchange.core2.core.common.api.ApiPlaceOrder;
import exchange.core2.core.common.api.binary.BatchAddSymbolsCommand;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.config.ExchangeConfiguration;
import exchange.core2.core.common.config.InitialStateConfiguration;
import exchange.core2.core.common.config.PerformanceConfiguration;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A program for a JVM of its own: so many buyers take one unit each from one big offer, in exchange-core without a
 * journal, one matching engine and one risk engine. It prints its figures in a line ({@link OrderRun}).
 *
 * <p>Nothing but the JDK and exchange-core is on its class path. It ends by {@code System.exit}, whatever
 * happens: the engine's own threads would go on.
 */
public final class ExchangeEngine {

    private static final int PRICE = 100;
    private static final int CURRENCY_OF_ITEMS = 10;
    private static final int CURRENCY_OF_MONEY = 20;
    private static final int ITEM = 1;
    private static final long SELLER = 1;
    private static final long FIRST_BUYER = 100;
    private static final long FIRST_ORDER = 2_000_000;
    private static final long MONEY_EACH = 1_000_000_000;
    private static final long UNITS = 1L << 50;

    private final long[] buyers;
    private final AtomicLong results = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final ExchangeApi api;
    private long nextOrder = FIRST_ORDER;

    private ExchangeEngine(int buyers, CoreWaitStrategy wait) {
        this.buyers = shuffled(buyers);
        ExchangeCore core = ExchangeCore.builder()
                .resultsConsumer((command, sequence) -> count(command.resultCode))
                .exchangeConfiguration(ExchangeConfiguration.defaultBuilder()
                        .performanceCfg(PerformanceConfiguration.throughputPerformanceBuilder()
                                .ringBufferSize(64 * 1024).matchingEnginesNum(1).riskEnginesNum(1)
                                .msgsInGroupLimit(4096).maxGroupDurationNs(1_000_000)
                                .waitStrategy(wait).threadFactory(Thread::new).build())
                        .initStateCfg(InitialStateConfiguration.CLEAN_TEST).build())
                .build();
        core.startup();
        api = core.getApi();
    }

    /** {@code buyers strategy warm-ups rounds}. */
    public static void main(String[] arguments) {
        try {
            ExchangeEngine engine =
                    new ExchangeEngine(Integer.parseInt(arguments[0]), CoreWaitStrategy.valueOf(arguments[1]));
            engine.open();
            engine.rounds(Integer.parseInt(arguments[2]));
            System.out.println(engine.rounds(Integer.parseInt(arguments[3])).line());
            System.exit(0);
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static long[] shuffled(int count) {
        long[] buyers = new long[count];
        Random random = new Random(7);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            buyers[i] = buyers[other];
            buyers[other] = FIRST_BUYER + i;
        }
        return buyers;
    }

    /** On the engine's last thread, which alone counts. */
    private void count(CommandResultCode result) {
        if (result == CommandResultCode.SUCCESS) {
            accepted.lazySet(accepted.get() + 1);
        }
        results.lazySet(results.get() + 1);
    }

    private void open() throws Exception {
        wanted(api.submitBinaryDataAsync(new BatchAddSymbolsCommand(CoreSymbolSpecification.builder()
                .symbolId(ITEM).type(SymbolType.CURRENCY_EXCHANGE_PAIR).baseCurrency(CURRENCY_OF_ITEMS)
                .quoteCurrency(CURRENCY_OF_MONEY).baseScaleK(1).quoteScaleK(1).takerFee(0).makerFee(0).build())));
        addUser(SELLER, CURRENCY_OF_ITEMS, Long.MAX_VALUE / 4);
        for (long buyer : buyers) {
            addUser(buyer, CURRENCY_OF_MONEY, MONEY_EACH);
        }
        wanted(api.submitCommandAsync(ApiPlaceOrder.builder().uid(SELLER).orderId(1).symbol(ITEM).price(PRICE)
                .size(UNITS).action(OrderAction.ASK).orderType(OrderType.GTC).build()));
    }

    private void addUser(long user, int currency, long amount) {
        api.submitCommand(ApiAddUser.builder().uid(user).build());
        api.submitCommand(ApiAdjustUserBalance.builder().uid(user).currency(currency).amount(amount)
                .transactionId(user).build());
    }

    private static void wanted(CompletableFuture<CommandResultCode> result) throws Exception {
        if (result.get() != CommandResultCode.SUCCESS) {
            throw new IllegalStateException("exchange-core says " + result.get());
        }
    }

    private OrderRun rounds(int rounds) {
        long acceptedBefore = accepted.get();
        long cpuNs = -processCpuNs();
        long startNs = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            buyOnce();
        }
        long wallNs = System.nanoTime() - startNs;
        cpuNs += processCpuNs();
        return new OrderRun((long) rounds * buyers.length, accepted.get() - acceptedBefore, wallNs, cpuNs, cpuNs);
    }

    private void buyOnce() {
        long wanted = results.get() + buyers.length;
        for (long buyer : buyers) {
            api.placeNewOrder(0, 0L, System.nanoTime(), nextOrder++, 0, PRICE, PRICE, 1L, OrderAction.BID,
                    OrderType.IOC, ITEM, buyer);
        }
        while (results.get() < wanted) {
            LockSupport.parkNanos(100_000);
        }
    }

    private static long processCpuNs() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
