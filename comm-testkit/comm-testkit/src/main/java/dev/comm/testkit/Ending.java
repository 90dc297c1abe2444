package dev.comm.testkit;

import java.util.List;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * How a program ended.
 *
 * @param rank the rank that the program was started for
 * @param kind the kind of the end
 * @param error the exception of the program, or null; a {@link DistantException} if the program ran in a process of its
 *     own
 * @param exitCode the exit code of the program's own process, if there was one and it has ended; 128 and the signal's
 *     number if a signal killed it
 * @param output the last output of the program's own process, if there was one; else empty
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Ending(int rank, Kind kind, Throwable error, OptionalInt exitCode, String output) {
    private static final int LINES_SHOWN = 15;

    /** The kind of the end of a program. */
    public enum Kind {
        /** The program returned. */
        RETURNED,
        /** The program threw an exception. */
        THREW,
        /** The process of the program was killed, or ended before the program did. */
        CRASHED,
        /** The program still runs, or its process is stopped. */
        OPEN
    }

    /** Describes the end of a program without a process of its own. */
    public Ending(int rank, Kind kind, Throwable error) {
        this(rank, kind, error, OptionalInt.empty(), "");
    }

    /** Returns whether the program threw an exception of this type. Works on every engine. */
    public boolean threw(Class<? extends Throwable> type) {
        return error instanceof DistantException distant ? distant.isA(type) : type.isInstance(error);
    }

    /** Returns the end on one line. If the program did not return, the last lines of its output follow. */
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
