package dev.shoutgate.sim.plan;

import dev.shoutgate.sim.UsageException;
import java.util.regex.Pattern;

/** Refuses a profile that cannot be run, naming the setting, its allowed range and what came. */
final class ProfileCheck {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    /** Each press costs some 50 bytes of heap until the report is written. */
    private static final long MOST_PRESSES = 5_000_000;

    /** For settling and reading back. */
    private static final int AFTER_THE_RUN_SECONDS = 120;

    private ProfileCheck() {
    }

    static ShoutProfile checked(ShoutProfile profile) {
        within("phases", profile.phases().size(), 1, 100);
        for (int i = 0; i < profile.phases().size(); i++) {
            check("phases[" + i + "].", profile.phases().get(i));
        }
        // Each phase alone is bounded, so this sum cannot overflow.
        long ofPeople = profile.phases().stream().mapToLong(Phase::count).sum();
        within("presses in all", ofPeople, 1, MOST_PRESSES);
        present("crowd", profile.crowd());
        check(profile.crowd());
        within("presses in all, with those of bots", ofPeople + profile.crowd().bots().allPresses(), 1, MOST_PRESSES);
        present("sale", profile.sale());
        check(profile.sale());
        outlives(profile.sale().holdSeconds(), profile.phases().stream().mapToDouble(Phase::seconds).sum());
        return profile;
    }

    /** Units of holds that run out would come back while they are counted. */
    private static void outlives(int holdSeconds, double runSeconds) {
        double least = runSeconds + AFTER_THE_RUN_SECONDS;
        if (holdSeconds != 0 && holdSeconds < least) {
            throw new UsageException("profile: sale.holdSeconds: wanted 0, or at least the run's " + plain(runSeconds)
                    + " s and " + AFTER_THE_RUN_SECONDS + " more, came " + holdSeconds);
        }
    }

    private static void check(String path, Phase phase) {
        within(path + "seconds", phase.seconds(), 0.001, 3600);
        within(path + "rate", phase.rate(), 0, 1_000_000);
        within(path + "toRate", phase.toRate(), 0, 1_000_000);
    }

    private static void check(Crowd crowd) {
        within("crowd.doublePressShare", crowd.doublePressShare(), 0, 1);
        within("crowd.doublePressDelayMs", crowd.doublePressDelayMs(), 0, 60_000);
        within("crowd.greedyShare", crowd.greedyShare(), 0, 1);
        Bots bots = crowd.bots();
        within("crowd.bots.count", bots.count(), 0, 100_000);
        within("crowd.bots.presses", bots.presses(), 0, 100_000);
        within("crowd.bots.addresses", bots.addresses(), Math.min(1, bots.count()), bots.count());
        within("crowd.bots.passes", bots.passes(), 0, bots.count());
    }

    private static void check(OwnSale sale) {
        matches("sale.merchant", sale.merchant(), ID);
        matches("sale.currency", sale.currency(), CURRENCY);
        present("sale.title", sale.title());
        within("sale.holdSeconds", sale.holdSeconds(), 0, 86_400);
        if (sale.passDifficulty() != null) {
            within("sale.passDifficulty", sale.passDifficulty(), 0, 24);
        }
        within("sale.items", sale.items().size(), 1, 500);
        for (int i = 0; i < sale.items().size(); i++) {
            check("sale.items[" + i + "].", sale.items().get(i));
        }
        if (sale.items().stream().map(OwnItem::sku).distinct().count() != sale.items().size()) {
            throw new UsageException("profile: sale.items: wanted every sku once, came one twice");
        }
    }

    private static void check(String path, OwnItem item) {
        matches(path + "sku", item.sku(), ID);
        present(path + "title", item.title());
        within(path + "price", item.price(), 0, 1_000_000_000_000L);
        within(path + "stock", item.stock(), 0, 1_000_000_000);
        within(path + "limitPerBuyer", item.limitPerBuyer(), 1, 1_000_000);
        within(path + "weight", item.weight(), 0.001, 1_000_000);
    }

    private static void within(String path, double value, double least, double most) {
        // Written so that NaN is refused too.
        if (!(value >= least && value <= most)) {
            throw new UsageException("profile: " + path + ": wanted " + plain(least) + ".." + plain(most) + ", came "
                    + plain(value));
        }
    }

    private static void matches(String path, String value, Pattern pattern) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw new UsageException("profile: " + path + ": wanted " + pattern + ", came " + value);
        }
    }

    private static void present(String path, Object value) {
        if (value == null) {
            throw new UsageException("profile: " + path + ": wanted a value, came none");
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : "" + value;
    }
}
