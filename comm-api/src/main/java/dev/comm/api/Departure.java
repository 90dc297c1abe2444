package dev.comm.api;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The end of one incarnation, as the master saw it and told everybody.
 *
 * @param rank slot that became free
 * @param incarnation the incarnation that ended; it can never come back (B7)
 * @param cause why, from the exhaustive list
 * @param detail a sentence for people, possibly empty
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Departure(int rank, long incarnation, Cause cause, String detail) {
    /** Checks that cause and detail are given. */
    public Departure {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(detail, "detail");
    }
}
