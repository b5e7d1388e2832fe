/**
 * Properties: claims that are checked on values drawn at random, and, if one fails, on ever simpler values.
 *
 * <pre>
 *   a test ── forAll(tries, body) ──► Property ── one Try after the other ──► body(Draws)
 *                                        │                                      │ draws
 *                                        │ on a failure                         ▼
 *                                        └──► Shrinker ── shorter rows ──►   Choices: 3, 0, 17, 1 …
 * </pre>
 *
 * <p>Whatever is drawn comes from a row of choices, which are numbers from 0 up; 0 is the simplest. Shrinking knows
 * nothing of the values. It takes elements of lists out of the row and lowers the choices that are left, and the
 * same generators make simpler values of the new row. So a generator is plain Java that asks {@link
 * dev.shoutgate.property.Draws}, and nobody writes a shrinker for it.
 *
 * <p>Why not a library: of those for Java that shrink, one writes to every log whom it does not want as a reader,
 * two had their last release years ago, and one is for another language. What the tests need of one are these seven
 * classes.
 *
 * <p>Thread: all of it runs on the test's own.
 */
package dev.shoutgate.property;
