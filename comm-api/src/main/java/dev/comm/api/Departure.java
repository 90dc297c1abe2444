package dev.comm.api;

import dev.comm.api.error.PlainText;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The end of one incarnation, as the master announced it to all members.
 *
 * @param rank rank of the member that departed
 * @param incarnation the incarnation that ended, which can never come back (B7)
 * @param cause the cause
 * @param detail a sentence for logs and messages, possibly empty
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Departure(int rank, long incarnation, Cause cause, String detail) {
    /** Checks that cause and detail are not null. */
    public Departure {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(detail, "detail");
    }

    /** Shows control and format characters of the detail escaped, because another process may have written it. */
    @Override
    public String toString() {
        return "Departure[rank=" + rank + ", incarnation=" + incarnation + ", cause=" + cause + ", detail="
                + PlainText.of(detail) + "]";
    }
}
