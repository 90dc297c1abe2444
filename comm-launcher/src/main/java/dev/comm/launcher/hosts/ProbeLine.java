package dev.comm.launcher.hosts;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line in which a host reports a fact. {@code srun} writes the number of the task before it.
 *
 * @param task the number of the task
 * @param fact the name of the fact
 * @param value its value, without control characters
 */
record ProbeLine(int task, Fact fact, String value) {
    /** Tells these lines from others that a site may print. */
    static final String MARK = "comm-hosts";

    private static final int VALUE_LENGTH_MAX = 400;
    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,6}): " + MARK + " ([a-z]{1,20}) (.*)");

    /** What a host reports. */
    enum Fact {
        HOST,
        JAVA,
        JARS,
        ADDRESSES,
        MEMORY,
        WORK,
        SHARED,
        PORT,
        CLOCK,
        END;

        /** Returns the name in a line. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static String text(Fact fact, String value) {
        return MARK + " " + fact.word() + " " + plain(value);
    }

    static Optional<ProbeLine> parse(String line) {
        Matcher parts = FORM.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        for (Fact fact : Fact.values()) {
            if (fact.word().equals(parts.group(2))) {
                return Optional.of(new ProbeLine(Integer.parseInt(parts.group(1)), fact, plain(parts.group(3))));
            }
        }
        return Optional.empty();
    }

    /** Returns a text of one line that no terminal takes as a command. */
    static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() > VALUE_LENGTH_MAX ? line.substring(0, VALUE_LENGTH_MAX) + "…" : line;
    }
}
