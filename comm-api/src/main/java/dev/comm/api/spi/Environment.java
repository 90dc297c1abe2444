package dev.comm.api.spi;

import dev.comm.api.CommConfig;
import dev.comm.api.machine.Machine;
import dev.comm.api.machine.Notice;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Everything that is not deterministic. Production and simulation differ here and nowhere else.
 *
 * <p>Safe for use by several threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Environment {
    /** A monotonic clock. */
    long nanoTime();

    /** Wall-clock time in milliseconds since 1970, for people and for batch ends only. */
    long wallClockMillis();

    /** Name of the machine, for people. */
    String hostName();

    /** Number of the process on its machine, for people. */
    long processId();

    /** Random numbers; unpredictable in production, seeded in a simulation. */
    Entropy entropy();

    /** Opens the transport that the configuration names. */
    Transport openTransport(CommConfig config);

    /**
     * Starts to turn a machine over a transport.
     *
     * @param name name for threads and diagnostics, for example {@code comm-node-3}
     * @param transport belongs to the crank from now on
     * @param notices told in order under the step lock: it only stores or hands over
     */
    Crank crank(String name, Machine machine, Transport transport, CommConfig config, Consumer<Notice> notices);

    /** Runs a body on a new thread that may block in {@link Crank#await}; used for worker slots. */
    void start(String name, Runnable body);

    /** Where stages and listeners run: never under the step lock. */
    Executor callbacks();
}
