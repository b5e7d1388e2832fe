package dev.shoutgate.storage;

import dev.shoutgate.config.GatewayConfig.OperatorToken;
import org.agrona.DirectBuffer;

/**
 * A new order that nobody has read yet: the journal's bytes, kept by the {@link FactBatch} that it belongs to. A store
 * that needs each value once reads them there ({@link TakenFields}); for all others it becomes a {@link
 * StoredFact.NewOrder} when it is told. In a sale most facts are new orders, and each value of theirs that is made an
 * object is work for the collector.
 *
 * <p>Says what it says until its batch starts anew. Threading: the batch's.
 */
public final class TakenOrder implements StoredFact {

    private final FactDecoder decoder;
    private final DirectBuffer buffer;
    private int offset;
    private long sequence;
    private long timeMs;

    TakenOrder(FactDecoder decoder, DirectBuffer buffer) {
        this.decoder = decoder;
        this.buffer = buffer;
    }

    TakenOrder at(int offset, long sequence, long timeMs) {
        this.offset = offset;
        this.sequence = sequence;
        this.timeMs = timeMs;
        return this;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int offset() {
        return offset;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long timeMs() {
        return timeMs;
    }

    @Override
    public String orderId() {
        return lasting().orderId();
    }

    @Override
    public String actor() {
        return OperatorToken.BUYER;
    }

    @Override
    public NewOrder lasting() {
        return (NewOrder) decoder.decode(sequence, timeMs, buffer, offset);
    }

    @Override
    public <E extends Exception> void to(Reader<E> reader) throws E {
        reader.onTaken(this);
    }
}
