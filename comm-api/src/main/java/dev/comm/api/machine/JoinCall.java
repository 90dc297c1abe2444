package dev.comm.api.machine;

import dev.comm.api.View;
import org.apiguardian.api.API;

/**
 * Waits until this process is a member and the start policy is met; fails with NOT_ADMITTED or UNAUTHENTICATED
 * otherwise.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class JoinCall extends Call<JoinCall.Joined> {
    /** A wait for the start. */
    public JoinCall() {}

    /**
     * This process is a member.
     *
     * @param entryState what rank 0 gave if it was let in by an admit, else {@link Value#NONE}
     */
    public record Joined(int rank, int size, View view, Value entryState) {}
}
