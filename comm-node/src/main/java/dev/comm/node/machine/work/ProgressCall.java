package dev.comm.node.machine.work;

import dev.comm.core.machine.Call;
import org.apiguardian.api.API;

/** A worker's progress report. The call completes at once. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProgressCall extends Call<Void> {
    private final long id;
    private final int attempt;
    private final double fraction;

    /**
     * Creates a progress report of an attempt.
     *
     * @param fraction progress from 0 to 1
     */
    public ProgressCall(long id, int attempt, double fraction) {
        this.id = id;
        this.attempt = attempt;
        this.fraction = fraction;
    }

    long id() {
        return id;
    }

    int attempt() {
        return attempt;
    }

    double fraction() {
        return fraction;
    }
}
