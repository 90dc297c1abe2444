package dev.comm.testkit;

import java.util.List;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * How a program ended.
 *
 * @param rank the rank it was started for
 * @param kind how
 * @param error the exception of the program, or null; a {@link DistantException} if it was in a process of its own
 * @param exitCode the exit code of its process, if it had one of its own that has ended; 128 and the signal's number if
 *     a signal killed it
 * @param output the last output of its process, if it had one of its own; else empty
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Ending(int rank, Kind kind, Throwable error, OptionalInt exitCode, String output) {
    private static final int LINES_SHOWN = 15;

    /** How a program ended. */
    public enum Kind {
        /** It returned. */
        RETURNED,
        /** It threw. */
        THREW,
        /** Its process was killed, or ended although the program did not. */
        CRASHED,
        /** It still runs, or its process is stopped. */
        OPEN
    }

    /** The end of a program without a process of its own. */
    public Ending(int rank, Kind kind, Throwable error) {
        this(rank, kind, error, OptionalInt.empty(), "");
    }

    /** Whether it threw an exception of this type, on every engine. */
    public boolean threw(Class<? extends Throwable> type) {
        return error instanceof DistantException distant ? distant.isA(type) : type.isInstance(error);
    }

    /** All on one line; if it did not return, followed by the last lines of its output. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("rank " + rank + " " + kind);
        exitCode.ifPresent(code -> text.append(", exit code ").append(code));
        if (error != null) {
            text.append(", ").append(error);
        }
        if (kind != Kind.RETURNED && !output.isBlank()) {
            List<String> lines = output.lines().toList();
            lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size())
                    .forEach(line -> text.append("\n    | ").append(line));
        }
        return text.toString();
    }
}
