package dev.comm.core.driver;

import dev.comm.api.CommConfig;
import dev.comm.api.spi.Transport;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Notice;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * The sources of nondeterminism: time, random numbers, transport and threads. Production and simulation differ only in
 * their environments.
 *
 * <p>Safe for use by several threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Environment {
    /** Returns the time of a monotonic clock. */
    long nanoTime();

    /** Returns the wall-clock time in milliseconds since 1970, only for display and for the end of a batch job. */
    long wallClockMillis();

    /** Returns the host name of this machine, for display only. */
    String hostName();

    /** Returns the process id, for display only. */
    long processId();

    /** Returns the source of random numbers, which is unpredictable in production and seeded in a simulation. */
    Entropy entropy();

    /** Opens the transport that the configuration names. */
    Transport openTransport(CommConfig config);

    /**
     * Creates the driver of a machine over a transport and starts it.
     *
     * @param name name for threads and diagnostics, for example {@code comm-node-3}
     * @param transport transport, which the driver owns and closes
     * @param notices consumer of notices, which runs in order under the step lock; it should only store the notices or
     *     pass them to another thread
     */
    MachineDriver driver(
            String name, Machine machine, Transport transport, CommConfig config, Consumer<Notice> notices);

    /** Runs a body on a new thread that may block in {@link MachineDriver#await}. Worker slots use such threads. */
    void start(String name, Runnable body);

    /** Returns the signal at which the members of this process drain. The default never comes. */
    default DrainSignal drainSignal() {
        return new DrainSignal() {};
    }

    /** Returns the executor for stages and listeners, which never run under the step lock. */
    Executor callbacks();
}
