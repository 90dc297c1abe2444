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
 * The sources of nondeterminism: time, random numbers, transport and threads. Production and simulation differ only
 * here.
 *
 * <p>Safe for use by several threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Environment {
    /** A monotonic clock. */
    long nanoTime();

    /** Wall-clock time in milliseconds since 1970, only for display and for the end of a batch job. */
    long wallClockMillis();

    /** Host name of this machine, for display only. */
    String hostName();

    /** Process id, for display only. */
    long processId();

    /** Random numbers; unpredictable in production, seeded in a simulation. */
    Entropy entropy();

    /** Opens the transport that the configuration names. */
    Transport openTransport(CommConfig config);

    /**
     * Creates the driver of a machine over a transport and starts it.
     *
     * @param name name for threads and diagnostics, for example {@code comm-node-3}
     * @param transport transport, which the driver owns and closes
     * @param notices receives notices in order, under the step lock; it should only store them or hand them over
     */
    MachineDriver driver(
            String name, Machine machine, Transport transport, CommConfig config, Consumer<Notice> notices);

    /** Runs a body on a new thread that may block in {@link MachineDriver#await}; worker slots use it. */
    void start(String name, Runnable body);

    /** The executor for stages and listeners; they never run under the step lock. */
    Executor callbacks();
}
