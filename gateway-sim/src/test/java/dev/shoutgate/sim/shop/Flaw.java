package dev.shoutgate.sim.shop;

/** One way in which a gateway may break its word, or be unlucky while keeping it. */
public enum Flaw {
    /** Keeps every promise. */
    NONE,
    /** Sells one unit more than there is, and hides it in its views. */
    OVERSELLS_BY_ONE,
    /** Sells one unit more than there is, and shows -1 available. */
    SHOWS_NEGATIVE_STOCK,
    /** Says sold out while one unit is left. */
    HOLDS_ONE_BACK,
    /** Does not know its tenth order any more. */
    FORGETS_AN_ORDER,
    /** Makes a second order when a key is repeated. */
    MAKES_TWO_ORDERS_OF_ONE_KEY,
    /** Answers a repeated key rightly but without the header that says so. */
    MARKS_NO_REPLAY,
    /** Does not look at limits. */
    SELLS_PAST_THE_LIMIT,
    /** Its orders read back with another price than the 201 said. */
    CHANGES_PRICES_AFTERWARDS,
    /** Its audit says not ok. */
    AUDIT_DISAGREES,
    /** Has an error inside now and then. */
    FAILS_INSIDE,
    /** Answers each request after a third of a second: true, but slow. */
    ANSWERS_SLOWLY,
    /** Takes some orders and breaks the connection in place of the answer: true, on a bad network. */
    BREAKS_CONNECTIONS,
    /** Never answers some of the buyers, however often they ask. */
    NEVER_ANSWERS_SOME,
    /** Goes on selling at the first price when the price has changed. */
    SELLS_AT_THE_OLD_PRICE,
    /** Goes on selling while it says that it pauses. */
    SELLS_IN_THE_PAUSE,
    /** Restocks, but its history does not say so. */
    LISTS_NO_RESTOCK,
    /** Says that it restocked and did not. */
    FORGETS_TO_RESTOCK,
    /** Lets no operator in. */
    KNOWS_NO_OPERATOR
}
