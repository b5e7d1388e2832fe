package dev.shoutgate.sim.gateway;

import java.util.List;
import java.util.Locale;

/** The acts of operators, and of the clock, on a sale, in the order in which the gateway lists them. */
public record HistoryView(List<Act> acts) {

    public HistoryView {
        acts = acts == null ? List.of() : List.copyOf(acts);
    }

    /** One act. What does not belong to its kind is null; prices in minor units, quantities in pieces. */
    public record Act(long sequence, String at, String by, String act, String sku, Long price, Long quantity) {

        /** What kind of act it is; the words are the gateway's own, so that only their stems are looked at. */
        public Kind kind() {
            String word = act == null ? "" : act.toLowerCase(Locale.ROOT);
            for (Kind kind : Kind.values()) {
                if (word.contains(kind.stem)) {
                    return kind;
                }
            }
            return price != null ? Kind.PRICE : Kind.OTHER;
        }
    }

    /** The kinds of act that a show is made of. */
    public enum Kind {
        DEFINE("defin"), RESTOCK("stock"), PRICE("price"), PAUSE("pause"), RESUME("resum"), CLOSE("clos"),
        OPEN("open"), OTHER("\0");

        private final String stem;

        Kind(String stem) {
            this.stem = stem;
        }
    }
}
