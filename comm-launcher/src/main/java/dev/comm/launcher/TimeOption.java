package dev.comm.launcher;

import dev.comm.api.Timing;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** An option whose value is a time. */
final class TimeOption {
    private static final Duration LONGEST = Duration.ofDays(365);

    private TimeOption() {}

    /**
     * Returns the time, 0 to 365 days.
     *
     * @throws ParameterException if the text is no time, or another one
     */
    static Duration read(CommandSpec spec, String option, String text) {
        Duration time;
        try {
            time = Timing.read(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + " '" + text + "': " + e.getMessage(), e);
        }
        if (!time.isZero() && text.strip().matches("\\d+")) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " " + text + ": add a unit, such as " + text.strip() + "s for seconds or " + text.strip()
                            + "m for minutes");
        }
        return bounded(spec, option, text, time);
    }

    /** Returns the time, if it is 0 to 365 days. */
    static Duration bounded(CommandSpec spec, String option, String text, Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new ParameterException(
                    spec.commandLine(), option + " is 0 to " + LONGEST.toDays() + "d, not " + text);
        }
        return time;
    }
}
