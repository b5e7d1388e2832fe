package dev.shoutgate.inventory;

import dev.shoutgate.journal.fact.ActKeptDecoder;
import dev.shoutgate.journal.fact.DescriptionKeptDecoder;
import dev.shoutgate.journal.fact.ExtensionKeptDecoder;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.OrderKeptDecoder;
import dev.shoutgate.journal.fact.PaymentKeptDecoder;
import dev.shoutgate.journal.fact.RefundKeptDecoder;
import dev.shoutgate.journal.fact.SaleKeptDecoder;
import dev.shoutgate.journal.fact.SnapshotBegunDecoder;
import dev.shoutgate.journal.fact.SnapshotEndedDecoder;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/** Where the fields of a snapshot's records stand, as the encoding's own classes say, so that none is forgotten. */
final class SnapshotFields {

    /** The first byte of a field. */
    record Place(String field, int at) {}

    private static final Map<Integer, Class<?>> MESSAGES = Map.of(
            SnapshotBegunDecoder.TEMPLATE_ID, SnapshotBegunDecoder.class,
            SaleKeptDecoder.TEMPLATE_ID, SaleKeptDecoder.class,
            DescriptionKeptDecoder.TEMPLATE_ID, DescriptionKeptDecoder.class,
            ActKeptDecoder.TEMPLATE_ID, ActKeptDecoder.class,
            OrderKeptDecoder.TEMPLATE_ID, OrderKeptDecoder.class,
            PaymentKeptDecoder.TEMPLATE_ID, PaymentKeptDecoder.class,
            RefundKeptDecoder.TEMPLATE_ID, RefundKeptDecoder.class,
            ExtensionKeptDecoder.TEMPLATE_ID, ExtensionKeptDecoder.class,
            SnapshotEndedDecoder.TEMPLATE_ID, SnapshotEndedDecoder.class);

    private final DirectBuffer buffer;
    private final List<Place> places = new ArrayList<>();
    private int at;

    private SnapshotFields(DirectBuffer buffer, int offset) {
        this.buffer = buffer;
        this.at = offset;
    }

    static List<Place> of(DirectBuffer buffer, int offset, int length) {
        return new SnapshotFields(buffer, offset).read(offset + length);
    }

    private List<Place> read(int end) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, at);
        Class<?> message = MESSAGES.get(header.templateId());
        at += MessageHeaderDecoder.ENCODED_LENGTH;
        block(message, header.blockLength());
        for (Class<?> group : message.getDeclaredClasses()) {
            int blockLength = nextShort();
            for (int left = nextShort(); left > 0; left--) {
                block(group, blockLength);
                texts(group);
            }
        }
        texts(message);
        if (at != end) {
            throw new IllegalStateException(message + " ends at " + at + " and its record at " + end);
        }
        return places;
    }

    private void block(Class<?> of, int blockLength) {
        statics(of, "EncodingOffset").forEach(field -> places.add(
                new Place(of.getSimpleName() + "." + field.getName().replace("EncodingOffset", ""), at + call(field))));
        at += blockLength;
    }

    /** Texts have no names here: reflection does not say in which order they stand. */
    private void texts(Class<?> of) {
        for (int text = 1; text <= statics(of, "HeaderLength").count(); text++) {
            int length = nextShort();
            if (length > 0) {
                places.add(new Place(of.getSimpleName() + " text " + text, at));
            }
            at += length;
        }
    }

    private static Stream<Method> statics(Class<?> of, String suffix) {
        return Stream.of(of.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0
                        && method.getName().endsWith(suffix));
    }

    private static int call(Method method) {
        try {
            return (int) method.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private int nextShort() {
        at += Short.BYTES;
        return buffer.getShort(at - Short.BYTES, ByteOrder.LITTLE_ENDIAN) & 0xffff;
    }
}
