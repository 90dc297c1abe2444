package dev.comm.api.work;

import java.time.Duration;
import org.apiguardian.api.API;

/** Gives a handler details of its request and takes its progress. Safe for use by several threads. */
@API(status = API.Status.STABLE, since = "0.1")
public interface RequestContext {
    /** The node's rank. */
    int rank();

    /**
     * The node's incarnation. Together with {@link #id} and {@link #attempt} it is a token to fence your own side
     * effects.
     */
    long incarnation();

    /** The request's or task's id, unique in the run. */
    long id();

    /** The number of this attempt, from 1. */
    int attempt();

    /**
     * Whether the result is no longer needed because the request was cancelled, timed out, or the node was fenced. The
     * handler should end soon: its thread is interrupted, and after the setting {@code term.grace} its slot goes to
     * another thread.
     */
    boolean cancelled();

    /** The time left for this request: the smaller of its timeout and the node's live time. */
    Duration remaining();

    /**
     * Reports the progress to the master, from 0 to 1. The call is cheap; Comm sends at most one report per heartbeat.
     */
    void progress(double fraction);
}
