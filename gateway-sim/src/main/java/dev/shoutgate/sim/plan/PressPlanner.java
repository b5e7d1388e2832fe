package dev.shoutgate.sim.plan;

import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lays presses onto fire times: who presses, for what, with which key.
 *
 * <p>Second presses and greedy buyers take slots of the schedule and do not add to it, so the offered rate stays the
 * profile's. What has no slot left at the end of the schedule is not pressed. Bots press besides. Pure: the same
 * arguments give the same plan.
 */
public final class PressPlanner {
    /** Above this limit a greedy buyer asks for too many at once instead of pressing very often. */
    private static final int MOST_GREEDY_PRESSES = 20;
    private static final int MOST_QUANTITY = 99;

    private final FireTimes times;
    private final Crowd crowd;
    private final List<Demand> demands;
    private final double weights;
    private final SplittableRandom random;
    private final PressPlan plan;
    private final ArrayDeque<Integer> toRepeat = new ArrayDeque<>();
    private int greedyBuyer;
    private int greedyItem;
    private int greedyPressesLeft;

    private PressPlanner(FireTimes times, Crowd crowd, List<Demand> demands) {
        this.times = times;
        this.crowd = crowd;
        this.demands = List.copyOf(demands);
        weights = demands.stream().mapToDouble(Demand::weight).sum();
        random = new SplittableRandom(crowd.seed());
        plan = new PressPlan(Math.toIntExact(times.count() + crowd.bots().allPresses()));
        plan.bots = crowd.bots().count();
        plan.buyers = plan.bots;
    }

    /** Plans a run. {@code demands} must not be empty. */
    public static PressPlan plan(FireTimes times, Crowd crowd, List<Demand> demands) {
        if (demands.isEmpty() || demands.size() > Short.MAX_VALUE) {
            throw new IllegalArgumentException("wanted 1.." + Short.MAX_VALUE + " items, came " + demands.size());
        }
        return new PressPlanner(times, crowd, demands).plan();
    }

    private PressPlan plan() {
        int ofPeople = 0;
        for (int press = 0; press < plan.count(); press++) {
            if (isBots(press - ofPeople, ofPeople)) {
                bot(press, press - ofPeople);
                continue;
            }
            plan.intendedNs[press] = times.atNs(ofPeople++);
            if (!toRepeat.isEmpty() && dueNs(toRepeat.peek()) <= plan.intendedNs[press]) {
                repeat(press, toRepeat.remove());
                continue;
            }
            if (greedyPressesLeft > 0) {
                greedyPressesLeft--;
                first(press, greedyBuyer, greedyItem, 1);
            } else {
                newBuyer(press);
            }
            if (random.nextDouble() < crowd.doublePressShare()) {
                toRepeat.add(press);
            }
        }
        return plan;
    }

    /** Whether a bot's press comes before the next one of people. */
    private boolean isBots(int ofBots, int ofPeople) {
        return ofBots < crowd.bots().allPresses()
                && (ofPeople == times.count() || botsNs(ofBots) < times.atNs(ofPeople));
    }

    private void bot(int press, int ofBots) {
        plan.intendedNs[press] = botsNs(ofBots);
        first(press, ofBots % plan.bots, wanted(), 1);
    }

    private long botsNs(int ofBots) {
        return (long) ((double) ofBots / crowd.bots().allPresses() * times.lengthNs());
    }

    private void newBuyer(int press) {
        int buyer = plan.buyers++;
        int item = wanted();
        int limit = demands.get(item).limitPerBuyer();
        boolean greedy = random.nextDouble() < crowd.greedyShare() && limit > 0;
        boolean atOnce = limit > MOST_GREEDY_PRESSES || random.nextBoolean();
        if (greedy && atOnce && limit < MOST_QUANTITY) {
            first(press, buyer, item, limit + 1);
            return;
        }
        if (greedy && !atOnce) {
            greedyBuyer = buyer;
            greedyItem = item;
            greedyPressesLeft = limit;
        }
        first(press, buyer, item, 1);
    }

    private void first(int press, int buyer, int item, int quantity) {
        plan.buyer[press] = buyer;
        plan.key[press] = plan.keys++;
        plan.item[press] = (short) item;
        plan.quantity[press] = (byte) quantity;
        plan.firstOf[press] = -1;
    }

    private void repeat(int press, int first) {
        plan.buyer[press] = plan.buyer[first];
        plan.key[press] = plan.key[first];
        plan.item[press] = plan.item[first];
        plan.quantity[press] = plan.quantity[first];
        plan.firstOf[press] = first;
    }

    private long dueNs(int first) {
        return plan.intendedNs[first] + crowd.doublePressDelayMs() * 1_000_000L;
    }

    private int wanted() {
        double point = random.nextDouble() * weights;
        int item = 0;
        while (item < demands.size() - 1 && point >= demands.get(item).weight()) {
            point -= demands.get(item++).weight();
        }
        return item;
    }
}
