package dev.comm.testkit;

import org.apiguardian.api.API;

/** An ability that an engine may have or lack; {@link Cluster#can} tells. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Capability {
    /** Kill a member, as by SIGKILL. */
    CRASH,
    /** Let a member be gone together with its host, so that nobody is told. */
    VANISH,
    /** Stop a member and let it go on, as by SIGSTOP and SIGCONT. */
    FREEZE,
    /** Start a member's program again in a new process. */
    RESTART,
    /** Ask a member to end, as by SIGTERM. */
    TERMINATE,
    /** Let a program halt its process with an exit code. */
    HALT,
    /** Let a process run out of memory. */
    EXHAUST_MEMORY,
    /** Let a member's clock run at another rate. */
    DRIFT,
    /** Reset connections. */
    RESET,
    /** Stop and open one direction of a connection. */
    BLOCK,
    /** Hold the frames that are under way, look at them and release them. */
    HOLD,
    /** Let bytes take longer. */
    DELAY,
    /** Limit the bytes per second. */
    THROTTLE,
    /** Flip bits. */
    CORRUPT,
    /** Decide about each frame. */
    FRAME_RULES,
    /** Connect strangers to the master. */
    STRANGERS,
    /** Do something at a step of the protocol. */
    STEPS,
    /** Stop a member at a step of the protocol until it is told to go on. */
    SUSPENSION,
    /** Give everything that happened as one history, in its order. */
    HISTORY,
    /** Carry bytes over real sockets. */
    SOCKETS,
    /** Repeat a run from its seed. */
    REPEATABLE
}
