package dev.comm.testkit.sim.process;

import dev.comm.api.protocol.FrameType;
import dev.comm.core.machine.Machine;
import org.apiguardian.api.API;

/** Is told what processes do, and may put something around their machines. All methods run inside the simulation. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Watcher {
    /** A process starts to turn a machine; what is returned is turned. */
    default Machine machine(SimProcess process, Machine machine) {
        return machine;
    }

    /** A process gave a whole frame to its transport; it has not been written yet. */
    default void sending(SimProcess process, FrameType type) {}

    /** A process gave a whole frame to its transport, which wrote as much of it as the socket took. */
    default void sent(SimProcess process, FrameType type) {}

    /** A process read the last byte of a frame, and its machine has handled it. */
    default void received(SimProcess process, FrameType type) {}

    /** A process gave a frame to its transport, which now keeps so many bytes for the connection. */
    default void queued(SimProcess process, int endpoint, long controlBytes, long bulkBytes) {}

    /** A process started a thread of its own. */
    default void started(SimProcess process, String name) {}

    /** A thread of a process was interrupted by another thread. */
    default void interrupted(SimProcess process, Thread thread) {}

    /** A process stands still for a while, because its environment is difficult. */
    default void paused(SimProcess process) {}

    /** It goes on. */
    default void resumed(SimProcess process) {}
}
