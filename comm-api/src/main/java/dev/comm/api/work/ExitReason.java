package dev.comm.api.work;

import org.apiguardian.api.API;

/** The reason for which a node stopped serving requests. */
@API(status = API.Status.STABLE, since = "0.1")
public enum ExitReason {
    /** The master requested a shutdown. */
    SHUTDOWN,
    /** The node's live time ended. */
    EXPIRED,
    /** The node left, or the program closed it. */
    LEFT,
    /** The master fenced the node, so the results of the node no longer count. */
    FENCED,
    /** The master is lost. */
    MASTER_LOST,
    /** A handler did not end after its interrupt, so the node left and other nodes run its tasks. */
    HUNG,
    /** A worker thread ended with an error that did not come from a handler, so the node left. */
    FAILED,
    /** The node could not store or read a value on its own disk, so it left. */
    LOCAL
}
