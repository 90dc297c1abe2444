package dev.comm.api.work;

import org.apiguardian.api.API;

/** Why a node stopped serving requests. */
@API(status = API.Status.STABLE, since = "0.1")
public enum ExitReason {
    /** The master asked for it. */
    SHUTDOWN,
    /** The node's live time ended. */
    EXPIRED,
    /** The node left, or was closed by its program. */
    LEFT,
    /** The node was fenced: its results no longer count. */
    FENCED,
    /** The master is gone. */
    MASTER_LOST
}
