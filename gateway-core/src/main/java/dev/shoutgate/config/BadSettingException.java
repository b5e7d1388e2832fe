package dev.shoutgate.config;

import java.io.Serial;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings that the gateway does not start with: every problem of a file at once, each in a line of the message with
 * the setting's dotted path, what came, and what is allowed.
 *
 * <p>The message is meant for the person who wrote the settings; the command line shows it as it is and exits with 64.
 */
public final class BadSettingException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** More lines than this nobody reads; the rest is only counted. */
    static final int MAX_TOLD = 100;

    private final transient List<Problem> problems;

    /**
     * One refused setting.
     *
     * @param path dotted path such as {@code buyers.bind}, an option such as {@code --port}, or empty for a whole file
     * @param line line of the file, from 1; 0 where there is none
     * @param column column of the line, from 1; 0 where the line says enough
     * @param what what came and what is allowed
     */
    public record Problem(String path, int line, int column, String what) {
        private String told(String source) {
            String place = line == 0 ? "" : "line " + line + (column == 0 ? "" : " column " + column);
            String where = Stream.of(source, place).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
            return Stream.of(where, path, what).filter(part -> !part.isEmpty()).collect(Collectors.joining(": "));
        }
    }

    /**
     * @param source name of the file, or empty where the text came from elsewhere
     * @param problems at least one, told in the order of their lines
     */
    BadSettingException(String source, List<Problem> problems) {
        super(message(source, sorted(problems)));
        this.problems = sorted(problems);
    }

    /** One problem that stands in no line of a file. */
    public static BadSettingException of(String path, String what) {
        return new BadSettingException("", List.of(new Problem(path, 0, 0, what)));
    }

    /** The problems in the order of their lines. */
    public List<Problem> problems() {
        return problems;
    }

    private static List<Problem> sorted(List<Problem> problems) {
        return problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    private static String message(String source, List<Problem> problems) {
        String told = problems.stream().limit(MAX_TOLD).map(problem -> problem.told(source))
                .collect(Collectors.joining("\n"));
        int untold = problems.size() - MAX_TOLD;
        return untold > 0 ? told + "\nand " + untold + " more" : told;
    }
}
