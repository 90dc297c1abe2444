package dev.comm.testkit;

import org.apiguardian.api.API;

/**
 * The seed of a run, as a parameter of a test.
 *
 * @param value the number that decides everything that is left to chance
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Seed(long value) {
    /** Returns the seed in the form that {@code -Dcomm.seed} takes. */
    @Override
    public String toString() {
        return "0x" + Long.toHexString(value);
    }
}
