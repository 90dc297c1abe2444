package dev.comm.core.driver;

import dev.comm.api.CommConfig;
import dev.comm.core.machine.DrainCall;
import dev.comm.core.machine.Nanos;
import java.time.Duration;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drain of one member (Q1). It waits for the signal until the program of the member has ended, and then it is
 * closed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Drain implements AutoCloseable {
    /** The reason of a departure, for logs and messages. */
    public static final String REASON = "this process was asked to end (SIGTERM)";

    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    private final DrainSignal signal;
    private final MachineDriver driver;
    private final CommConfig config;
    private final int rank;
    private volatile boolean asked;

    private Drain(DrainSignal signal, MachineDriver driver, CommConfig config, int rank) {
        this.signal = signal;
        this.driver = driver;
        this.config = config;
        this.rank = rank;
    }

    /** Waits for a signal, unless the settings leave it to the program. */
    public static Drain on(DrainSignal signal, MachineDriver driver, CommConfig config, int rank) {
        Drain made = new Drain(config.drainOnSignal() ? signal : new DrainSignal() {}, driver, config, rank);
        made.signal.add(made);
        return made;
    }

    /** Begins to drain. Does not wait. */
    void begin() {
        asked = true;
        driver.submit(new DrainCall(REASON, Nanos.of(grace())));
        LOG.warn(
                "{}: rank {} takes no new work and ends within {} s; another SIGTERM or Ctrl-C ends it at once",
                REASON,
                rank,
                grace().toSeconds());
    }

    /** Says that the program of the member did not end within the grace. */
    void giveUp() {
        LastWords.say("let the program return when comm.isLeaving() is true: " + REASON + ", and the program of rank "
                + rank + " did not end within " + grace().toSeconds() + " s; exit code 143");
    }

    /** Returns the time limit for the running work. */
    Duration grace() {
        return config.timing().termGrace();
    }

    /** Returns whether the signal has come. */
    public boolean isAsked() {
        return asked;
    }

    /** Tells the signal that the program of the member has ended. */
    @Override
    public void close() {
        signal.remove(this);
    }
}
