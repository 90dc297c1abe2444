package dev.comm.api.work;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The context of a request, which gives details to the handler and receives its progress. Safe for use by several
 * threads.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface RequestContext {
    /** Returns the rank of the node. */
    int rank();

    /**
     * Returns the incarnation of the node. Together with {@link #id} and {@link #attempt} it is a token with which you
     * can fence your own side effects.
     */
    long incarnation();

    /** Returns the id of the request or task, unique in the run. */
    long id();

    /** Returns the number of this attempt, from 1. */
    int attempt();

    /**
     * Returns whether the result is no longer needed because the request was cancelled or timed out, or the node was
     * fenced. The handler should then end soon. Comm interrupts its thread and, after the time of the setting
     * {@code term.grace}, gives the slot to another thread.
     */
    boolean cancelled();

    /**
     * Returns the time left for this request. It ends at the timeout of the request or at the end of the node's live
     * time, whichever is earlier.
     */
    Duration remaining();

    /**
     * Reports the progress to the master, from 0 to 1. The call is cheap, because Comm sends at most one report per
     * heartbeat.
     */
    void progress(double fraction);
}
