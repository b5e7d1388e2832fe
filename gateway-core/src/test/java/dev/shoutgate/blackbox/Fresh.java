package dev.shoutgate.blackbox;

import java.util.concurrent.atomic.AtomicLong;

/** Names that no other test in this JVM has used. */
public final class Fresh {
    private static final AtomicLong NEXT = new AtomicLong(1);

    private Fresh() {
    }

    public static String sale() {
        return "sale-" + NEXT.getAndIncrement();
    }

    public static String buyer() {
        return "buyer-" + NEXT.getAndIncrement();
    }

    public static String key() {
        return "key-" + NEXT.getAndIncrement();
    }
}
