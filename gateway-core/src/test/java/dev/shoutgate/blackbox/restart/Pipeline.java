package dev.shoutgate.blackbox.restart;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.RawHttp;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Many questions on one connection, sent in bundles: a waiting time per bundle and not per question. */
final class Pipeline {
    private static final int BUNDLE = 32;

    private Pipeline() {
    }

    static <Q> void ask(int port, Collection<Q> questions, Function<Q, byte[]> request, BiConsumer<Q, Answer> heard) {
        List<Q> all = new ArrayList<>(questions);
        try (RawHttp connection = RawHttp.connect(port)) {
            for (int from = 0; from < all.size(); from += BUNDLE) {
                List<Q> bundle = all.subList(from, Math.min(from + BUNDLE, all.size()));
                connection.send(bytes(bundle, request));
                bundle.forEach(question -> heard.accept(question, connection.read()));
            }
        }
    }

    static <Q> byte[] bytes(List<Q> questions, Function<Q, byte[]> request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        questions.forEach(question -> bytes.writeBytes(request.apply(question)));
        return bytes.toByteArray();
    }
}
