package dev.shoutgate.sim.press;

/** What becomes of one request. Exactly one of the two is called, on the event loop, once per request sent. */
interface Exchange {

    /** The whole answer came. The answer's body is only good until this returns. */
    void answered(int tag, Answer answer);

    /** The connection broke, or was given up on, before the whole answer came: nobody knows what the gateway did. */
    void lost(int tag);
}
