package dev.comm.core.machine;

import dev.comm.api.View;
import org.apiguardian.api.API;

/**
 * A call that waits until this process is a member and the start policy is met. It fails with NOT_ADMITTED or
 * UNAUTHENTICATED if the process is not admitted.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class JoinCall extends Call<JoinCall.Joined> {
    /** Creates a call that waits for the start. */
    public JoinCall() {}

    /**
     * The result of the call, for a process that is now a member.
     *
     * @param entryState state from rank 0 if an admit admitted this process, or {@link Value#NONE}
     */
    public record Joined(int rank, int size, View view, Value entryState) {}
}
