package dev.shoutgate;

import dev.shoutgate.Outcome.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the merchant said of an item when it was defined. The live figures are the inventory's.
 *
 * @param sku   1..64 characters of the id alphabet
 * @param stock units to begin with, 0..10^9
 * @param terms on what it was sold at first
 */
public record ItemDefinition(String sku, long stock, Terms terms) {

    /** An item of which buyers see its title and nothing else. */
    public ItemDefinition(String sku, String title, long price, long stock, int limitPerBuyer, boolean on) {
        this(sku, stock, new Terms(price, limitPerBuyer, on, Description.of(title)));
    }

    public String title() {
        return terms.description.title;
    }

    /** The same item, of which buyers see something else. */
    public ItemDefinition with(Description other) {
        return other.equals(terms.description) ? this : new ItemDefinition(sku, stock, terms.with(other));
    }

    /**
     * On what an item is sold: what an operator may change while the sale stands. One more is a field here, and whoever
     * only hands terms on need not know it.
     *
     * @param price         minor units, 0..10^12
     * @param limitPerBuyer units that one buyer may hold or own, from 1
     * @param on            whether buyers may see and buy it
     */
    public record Terms(long price, int limitPerBuyer, boolean on, Description description) {

        public Terms with(Change to) {
            return new Terms(to.price == null ? price : to.price,
                    to.limitPerBuyer == null ? limitPerBuyer : to.limitPerBuyer, to.on == null ? on : to.on,
                    description.with(to));
        }

        public Terms with(Description other) {
            return new Terms(price, limitPerBuyer, on, other);
        }

        /** What of them does not go together, the pointers begun with {@code at}; empty where all does. */
        public List<FieldError> conflicts(String at) {
            List<FieldError> found = new ArrayList<>();
            if (description.listPrice != Description.NO_LIST_PRICE && description.listPrice < price) {
                found.add(new FieldError(at + "/listPrice", "what it cost before, at least the price: the price is "
                        + price + " and the list price " + description.listPrice
                        + "; give both, or null as the list price"));
            }
            if (description.onAtMs != SaleDefinition.NEVER && description.offAtMs != SaleDefinition.NEVER
                    && description.offAtMs <= description.onAtMs) {
                found.add(new FieldError(at + "/offAt", "a time after onAt"));
            }
            return found;
        }
    }

    /**
     * What buyers see of an item besides its figures.
     *
     * @param image     an https address or a path of this gateway, empty for none
     * @param listPrice what it cost before, minor units, not below the price; {@link #NO_LIST_PRICE} for none
     * @param onAtMs    when it appears, milliseconds since 1970 UTC; {@link SaleDefinition#NEVER} for no such time
     * @param offAtMs   when it goes, likewise
     */
    public record Description(String title, String image, long listPrice, long onAtMs, long offAtMs) {

        public static final long NO_LIST_PRICE = Long.MIN_VALUE;

        /** A title and nothing else. */
        public static Description of(String title) {
            return new Description(title, "", NO_LIST_PRICE, SaleDefinition.NEVER, SaleDefinition.NEVER);
        }

        /** The names of what is another in that one, as the API has them, with spaces in between. */
        public String changedIn(Description other) {
            return Stream.of(title.equals(other.title) ? "" : "title", image.equals(other.image) ? "" : "image",
                    listPrice == other.listPrice ? "" : "listPrice", onAtMs == other.onAtMs ? "" : "onAt",
                    offAtMs == other.offAtMs ? "" : "offAt")
                    .filter(name -> !name.isEmpty()).collect(Collectors.joining(" "));
        }

        private Description with(Change to) {
            return new Description(to.title == null ? title : to.title, to.image == null ? image : to.image,
                    to.listPrice == null ? listPrice : to.listPrice, to.onAtMs == null ? onAtMs : to.onAtMs,
                    to.offAtMs == null ? offAtMs : to.offAtMs);
        }
    }

    /** New terms; what is null stays. What stands for none in a {@link Description} takes away what was there. */
    public record Change(Long price, Integer limitPerBuyer, Boolean on, String title, String image, Long listPrice,
            Long onAtMs, Long offAtMs) {

        /** Of what is sold, but nothing of what is said of it. */
        public Change(Long price, Integer limitPerBuyer, Boolean on) {
            this(price, limitPerBuyer, on, null, null, null, null, null);
        }

        /** The same, and it is put up or down. */
        public Change withStatus(boolean up) {
            return new Change(price, limitPerBuyer, up, title, image, listPrice, onAtMs, offAtMs);
        }
    }
}
