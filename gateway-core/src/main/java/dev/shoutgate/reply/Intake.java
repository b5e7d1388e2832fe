package dev.shoutgate.reply;

/**
 * What makes requests of a connection's bytes, and stops between two of them while {@link Connection#hasRoom} says no.
 *
 * <p>Threading: the connection's event loop.
 */
public interface Intake {

    /** Of a connection whose requests nobody holds back. */
    Intake OPEN = new Intake() {
        @Override
        public boolean holdsBack() {
            return false;
        }

        @Override
        public void goOn() { }
    };

    /** Whether bytes wait that were read already. */
    boolean holdsBack();

    /** There is room again: looks at the bytes that wait, in a later turn of the loop. */
    void goOn();
}
