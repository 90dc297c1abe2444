package dev.comm.core.driver;

import dev.comm.api.CommConfig;
import dev.comm.api.Timing;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Notice;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The end of a process that continues although its membership is over (S1). A program that makes no call does not
 * notice that its master is gone, so nothing else would end the process. The standby thread checks whether the end is
 * due, so no further thread is needed.
 */
final class OrphanEnd implements Consumer<Notice> {
    /** The exit codes of a failed process, of a process with a lost master, and of a fenced process. */
    static final int OWN_FAULT = 1;

    static final int MASTER_LOST = 5;

    static final int FENCED = 6;

    /** The time for shutdown hooks. */
    private static final Duration HOOKS = Duration.ofSeconds(2);

    private final CommConfig config;
    private final boolean isWanted;
    private final LongSupplier clock;
    private final Duration patience;
    private volatile Due due;

    OrphanEnd(CommConfig config, boolean ownsProcess, LongSupplier clock) {
        Timing timing = config.timing();
        this.config = config;
        this.isWanted = ownsProcess && config.endOrphan();
        this.clock = clock;
        this.patience = timing.masterLease().plus(timing.termGrace());
    }

    @Override
    public void accept(Notice notice) {
        if (notice instanceof Notice.Fenced) {
            begin(FENCED, "the master declared it gone");
        } else if (notice instanceof Notice.MasterSuspected suspected && suspected.lost()) {
            begin(MASTER_LOST, "the master is gone");
        } else if (notice instanceof Notice.OwnFault) {
            begin(OWN_FAULT, "it could not use its own disk and left");
        } else if (notice instanceof Notice.LeftWithoutProgram) {
            begin(MASTER_LOST, "the master ended the run");
        }
    }

    private void begin(int code, String reason) {
        if (isWanted && due == null) {
            due = new Due(Nanos.after(clock.getAsLong(), Nanos.of(patience)), code, reason);
        }
    }

    /** Returns whether the process has to end now. */
    boolean isDue() {
        Due now = due;
        return now != null && clock.getAsLong() >= now.nanos();
    }

    /** Returns the last log line of the process. */
    String sentence() {
        return "start it again, or set end.orphan=false if it has other work: this process, rank " + config.rank()
                + ", goes on " + patience.toSeconds() + " s after " + due.reason() + "; Comm ends it with code "
                + due.code();
    }

    /** Ends the process. Its shutdown hooks have two seconds before the process halts. */
    void endProcess() {
        int code = due.code();
        LastWords.say(sentence());
        Thread exit = new Thread(() -> System.exit(code), "comm-exit");
        exit.setDaemon(true);
        exit.start();
        LockSupport.parkNanos(this, HOOKS.toNanos());
        Runtime.getRuntime().halt(code);
    }

    /** The time and the reason of the end of the process. */
    private record Due(long nanos, int code, String reason) {}
}
