package dev.comm.master.machine;

import dev.comm.core.machine.Call;

/** A call that tells the master how long the run may still last, because a scheduler has changed its limit. */
public final class LiveTimeCall extends Call<Void> {
    private final long restNanos;

    /**
     * Creates a call.
     *
     * @param restNanos the time from now on, or -1 without a limit
     */
    public LiveTimeCall(long restNanos) {
        this.restNanos = restNanos;
    }

    /** Returns the time from now on, or -1 without a limit. */
    public long restNanos() {
        return restNanos;
    }
}
