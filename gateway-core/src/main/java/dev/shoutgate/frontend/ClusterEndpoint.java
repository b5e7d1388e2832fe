package dev.shoutgate.frontend;

import dev.shoutgate.ClusterView;
import dev.shoutgate.ClusterView.Member;
import dev.shoutgate.Problem;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardHealth.State;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.JsonBytes;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Who is in the cluster, who decides, and what this member's memory is worth.
 *
 * <p>Threading: any event loop; the hash is made on the shard's own thread, between two commands.
 */
final class ClusterEndpoint {

    private final ShardMap shards;
    private final boolean isThere;
    private final ClusterView.Source source;

    /** {@code isThere}: otherwise this gateway is alone, and the source is not asked. */
    ClusterEndpoint(ShardMap shards, ClusterView.Source source, boolean isThere) {
        this.isThere = isThere;
        this.shards = shards;
        this.source = source;
    }

    void show(Request request, Exchange exchange, Operator operator) {
        if (!isThere) {
            exchange.refuse(Problem.NOT_FOUND, "This gateway is no member of a cluster: its durability is another.");
            return;
        }
        ShardGate shard = shards.all().get(0);
        State state = shard.ring().health().state();
        if (state == State.FAILING || state == State.STOPPED) {
            exchange.reply((self, body) -> write(source.view(false), body));
            return;
        }
        AtomicReference<ClusterView> view = new AtomicReference<>();
        OperatorCalls.enter(shard, new Wish.Snapshot(() -> view.set(source.view(true))),
                (self, body) -> write(view.get(), body), exchange);
    }

    private static void write(ClusterView view, JsonBytes body) {
        body.raw("{\"member\":").number(view.member()).raw(",\"role\":\"")
                .raw(view.role().name().toLowerCase(Locale.ROOT)).raw("\",\"leader\":");
        (view.leader() < 0 ? body.raw("null") : body.number(view.leader())).raw(",\"members\":[");
        String before = "{";
        for (Member member : view.members()) {
            body.raw(before).raw("\"id\":").number(member.id()).raw(",\"host\":").string(member.host())
                    .raw(",\"port\":").number(member.port())
                    .raw(member.alive() ? ",\"alive\":true}" : ",\"alive\":false}");
            before = ",{";
        }
        body.raw("],\"sequence\":").number(view.sequence()).raw(",\"stateHash\":");
        if (view.stateHash().isPresent()) {
            body.raw("\"").raw("%016x".formatted(view.stateHash().getAsLong())).raw("\"}");
        } else {
            body.raw("null}");
        }
    }
}
