package dev.comm.api;

import java.time.Duration;
import org.apiguardian.api.API;

/** What a handler knows about the request it works on. Safe for use by several threads. */
@API(status = API.Status.STABLE, since = "0.1")
public interface RequestContext {
    /** The node's rank. */
    int rank();

    /**
     * The node's incarnation; with the task's id and {@link #attempt} it is the token for fencing one's own side
     * effects.
     */
    long incarnation();

    /** The request's or task's id, unique in the run. */
    long id();

    /** Counts the times this work was given away, from 1. */
    int attempt();

    /** Whether the result is no longer wanted: cancelled, timed out or fenced. The handler should end soon. */
    boolean cancelled();

    /** The time left for this request: the smaller of its timeout and the node's live time. */
    Duration remaining();

    /** Tells the master how far the work is, from 0 to 1; cheap, sent at most once per heartbeat. */
    void progress(double fraction);
}
