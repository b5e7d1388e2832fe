package dev.shoutgate.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How much a terminal shows at once. Java does not know; {@code stty} does where there is one, and where it does not
 * say, whatever reads the output has room.
 *
 * @param rows    lines
 * @param columns letters in a line
 */
record Terminal(int rows, int columns) {

    private static final Terminal ENDLESS = new Terminal(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** The one that this process was started in. */
    static Terminal ofThisProcess() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD).start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            stty.waitFor(1, TimeUnit.SECONDS);
            return parse(said);
        } catch (IOException noSuchProgram) {
            return ENDLESS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ENDLESS;
        }
    }

    /** Of two numbers, rows and columns; of anything else, and of zeros, nothing is known. */
    static Terminal parse(String size) {
        if (!size.strip().matches("[1-9]\\d{0,5} [1-9]\\d{0,5}")) {
            return ENDLESS;
        }
        String[] numbers = size.strip().split(" ");
        return new Terminal(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    /** Whether it shows these lines whole and all at once. */
    boolean fits(List<String> lines) {
        return lines.size() < rows && lines.stream().allMatch(line -> line.length() <= columns);
    }
}
