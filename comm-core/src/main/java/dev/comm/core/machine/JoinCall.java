package dev.comm.core.machine;

import dev.comm.api.View;
import org.apiguardian.api.API;

/**
 * Waits until this process is a member and the start policy is met; fails with NOT_ADMITTED or UNAUTHENTICATED
 * otherwise.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class JoinCall extends Call<JoinCall.Joined> {
    /** Creates a call that waits for the start. */
    public JoinCall() {}

    /**
     * The result: this process is a member.
     *
     * @param entryState the state from rank 0 if an admit admitted this process, else {@link Value#NONE}
     */
    public record Joined(int rank, int size, View view, Value entryState) {}
}
