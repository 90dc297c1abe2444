package dev.comm.testkit;

import org.apiguardian.api.API;

/** An ability that an engine may have or lack. {@link Cluster#can} returns whether an engine has an ability. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Capability {
    /** The engine can kill a member, as by SIGKILL. */
    CRASH,
    /**
     * The engine can remove a member together with its host, so that the other members receive no signal of its end.
     */
    VANISH,
    /** The engine can stop a member and resume it, as by SIGSTOP and SIGCONT. */
    FREEZE,
    /** The engine can start the program of a member again in a new process. */
    RESTART,
    /** The engine can ask a member to end, as by SIGTERM. */
    TERMINATE,
    /** The engine lets a program halt its process with an exit code. */
    HALT,
    /** The engine can let a process run out of memory. */
    EXHAUST_MEMORY,
    /** The engine can let the clock of a member run at another rate. */
    DRIFT,
    /** The engine can reset connections. */
    RESET,
    /** The engine can block and open one direction of a connection. */
    BLOCK,
    /** The engine can hold the frames that are under way, show them to the test and release them. */
    HOLD,
    /** The engine can delay bytes. */
    DELAY,
    /** The engine can limit the number of bytes per second. */
    THROTTLE,
    /** The engine can flip bits. */
    CORRUPT,
    /** The engine asks a rule for a verdict on each frame. */
    FRAME_RULES,
    /** The engine can connect strangers to the master. */
    STRANGERS,
    /** The engine can run an action at a step of the protocol. */
    STEPS,
    /** The engine can stop a member at a step of the protocol until the test resumes the member. */
    SUSPENSION,
    /** The engine records all events as one history, in their order. */
    HISTORY,
    /** The engine carries bytes over real sockets. */
    SOCKETS,
    /** The engine can repeat a run from its seed. */
    REPEATABLE
}
