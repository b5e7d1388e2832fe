package dev.shoutgate.storage.topic;

import dev.shoutgate.storage.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * What the events of each shard have as their {@code ce_source}: the name of its journal, so that no two journals share
 * one. {@code ce_source} and {@code ce_id} together name one event and no other.
 *
 * <p>Older releases called every journal the same. Events that one of them sent keep that name when they are sent
 * again, and are known as ours by the position that it left.
 *
 * <p>Threading: one thread.
 */
final class EventSources {

    private final IntFunction<Optional<UUID>> journalNames;
    private final Map<Integer, String> known = new HashMap<>();
    private final Map<Integer, Long> sentByAnOlderRelease = new HashMap<>();

    EventSources(IntFunction<Optional<UUID>> journalNames) {
        this.journalNames = journalNames;
    }

    /** Empty as long as the shard's journal has no first fact. */
    Optional<String> of(int shard) {
        if (!known.containsKey(shard)) {
            journalNames.apply(shard).ifPresent(name -> known.put(shard, "urn:uuid:" + name));
        }
        return Optional.ofNullable(known.get(shard));
    }

    /** The source of one event. */
    String of(int shard, long sequence) {
        if (sequence <= sentByAnOlderRelease.getOrDefault(shard, 0L)) {
            return ofAnOlderRelease(shard);
        }
        return of(shard).orElseThrow(() -> new StoreException("the journal of shard " + shard + " has no first fact"));
    }

    /** What all journals were called before they had names. */
    static String ofAnOlderRelease(int shard) {
        return "/shoutgate/shards/" + shard;
    }

    /** Whether this journal wrote that; {@code position}: up to where it knows that it did, 0 if of nothing. */
    boolean isOurs(String source, int shard, long position) {
        return of(shard).filter(source::equals).isPresent()
                || position > 0 && source.equals(ofAnOlderRelease(shard));
    }

    /** The newest event of this journal at the end of a topic; 0 where there is none. */
    long newest(TopicEnd end, int shard, long position) {
        long older = position > 0 ? end.newest(ofAnOlderRelease(shard)) : 0;
        sentByAnOlderRelease.merge(shard, older, Math::max);
        return Math.max(older, of(shard).map(end::newest).orElse(0L));
    }
}
