package dev.comm.launcher.process;

import dev.comm.api.RunId;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The environment variable that names the runs that a process is part of, from the outermost run to the innermost.
 *
 * <p>Child processes inherit the variable, also those that left the process tree and the session of their rank. The
 * variable is no setting of Comm, so its name has another prefix.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunMark {
    /** The name of the variable. */
    public static final String VARIABLE = "COMMRUN_WITHIN";

    private RunMark() {}

    /** Appends the run to the runs that this launcher is part of. */
    public static void put(Map<String, String> environment, RunId id) {
        environment.merge(VARIABLE, id.toString(), (outer, own) -> outer + ":" + own);
    }
}
