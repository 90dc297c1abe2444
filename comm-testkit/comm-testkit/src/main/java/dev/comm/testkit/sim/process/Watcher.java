package dev.comm.testkit.sim.process;

import dev.comm.api.protocol.FrameType;
import dev.comm.core.machine.Machine;
import org.apiguardian.api.API;

/**
 * A watcher that is notified of the actions of processes, and may wrap their machines. All methods run inside the
 * simulation.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Watcher {
    /** Called when a process starts to run a machine. Returns the machine that the process runs in its place. */
    default Machine machine(SimProcess process, Machine machine) {
        return machine;
    }

    /** Called when a process gave a whole frame to its transport, which has not written the frame yet. */
    default void sending(SimProcess process, FrameType type) {}

    /**
     * Called when a process gave a whole frame to its transport, which wrote as much of the frame as the socket took.
     */
    default void sent(SimProcess process, FrameType type) {}

    /** Called when a process read the last byte of a frame and its machine has handled the frame. */
    default void received(SimProcess process, FrameType type) {}

    /**
     * Called when a process gave a frame to its transport, which now queues the given numbers of bytes for the
     * connection.
     */
    default void queued(SimProcess process, int endpoint, long controlBytes, long bulkBytes) {}

    /** Called when a process started a thread of its own. */
    default void started(SimProcess process, String name) {}

    /** Called when another thread interrupted a thread of a process. */
    default void interrupted(SimProcess process, Thread thread) {}

    /** Called when a process stands still for a while, because its environment is difficult. */
    default void paused(SimProcess process) {}

    /** Called when the process goes on. */
    default void resumed(SimProcess process) {}
}
