package dev.comm.launcher;

import dev.comm.api.RunId;
import java.util.Map;

/**
 * The environment variable that names the runs of which a process is part, from the outermost to its own.
 *
 * <p>Children inherit it, also those that left the process tree and the session of their rank. It is no setting of
 * Comm, so its name has another prefix.
 */
final class RunMark {
    static final String VARIABLE = "COMMRUN_WITHIN";

    private RunMark() {}

    /** Appends the run to the runs of which this launcher is part. */
    static void put(Map<String, String> environment, RunId id) {
        environment.merge(VARIABLE, id.toString(), (outer, own) -> outer + ":" + own);
    }
}
