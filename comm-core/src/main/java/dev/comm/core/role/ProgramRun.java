package dev.comm.core.role;

import dev.comm.api.Cause;
import dev.comm.api.CommConfig;
import dev.comm.api.CommProgram;
import dev.comm.core.communicator.DriverCommunicator;
import dev.comm.core.machine.Notice;
import dev.comm.core.value.ErrorText;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One program on one rank: turns its end into a departure that the others see and an exit code that tells the truth.
 */
final class ProgramRun {
    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    private final CommConfig config;
    private final DriverCommunicator comm;

    ProgramRun(CommConfig config, DriverCommunicator comm) {
        this.config = config;
        this.comm = comm;
    }

    ExitCode run(CommProgram program) {
        Thread programThread = Thread.currentThread();
        AtomicBoolean ended = new AtomicBoolean();
        comm.membership().listen(notice -> interruptWhenOver(notice, programThread, ended));
        try {
            program.run(comm);
            ended.set(true);
            comm.leave();
            // Rank 0 leaves after all others, so it knows every loss now.
            return report(completed(), null);
        } catch (Throwable e) {
            ended.set(true);
            // The end of the lease may have set the flag; LEAVE must still be sent.
            boolean interrupted = Thread.interrupted();
            comm.fail(e);
            if (interrupted) {
                programThread.interrupt();
            }
            return report(over != null ? over : ExitCode.of(e), e);
        }
    }

    private volatile ExitCode over;

    /**
     * Interrupts the program after the lease, because a program without calls does not notice the end of its
     * membership.
     */
    private void interruptWhenOver(Notice notice, Thread programThread, AtomicBoolean ended) {
        if (notice instanceof Notice.Fenced) {
            over = ExitCode.FENCED;
        } else if (notice instanceof Notice.MasterSuspected suspected && suspected.lost()) {
            over = ExitCode.MASTER_LOST;
        } else {
            return;
        }
        Thread lease = new Thread(
                () -> {
                    LockSupport.parkNanos(config.timing().masterLease().toNanos());
                    if (!ended.get()) {
                        programThread.interrupt();
                    }
                },
                "comm-lease");
        lease.setDaemon(true);
        lease.start();
    }

    /** Judges by the losses alone: a rank that has left in order counts as a survivor. */
    private ExitCode completed() {
        boolean allowed = comm.membership().notLost() >= Math.min(config.minSurvivors(), comm.size());
        return comm.rank() == 0 && !comm.membership().lost().isEmpty() && !allowed
                ? ExitCode.MEMBERS_LOST
                : ExitCode.DONE;
    }

    private ExitCode report(ExitCode code, Throwable error) {
        boolean beganElsewhere = error != null && !FailureLine.beganHere(error);
        comm.membership().lost().values().stream()
                // They ended for the same reason as this rank.
                .filter(gone -> !beganElsewhere || gone.cause() != Cause.FAILED)
                .forEach(gone -> LOG.warn("rank {} was lost: {} {}", gone.rank(), gone.cause(), gone.detail()));
        if (error == null) {
            LOG.info("rank {} is done, exit code {}", comm.rank(), code.code());
        } else if (beganElsewhere) {
            LOG.error("rank {} failed, exit code {}: {}", comm.rank(), code.code(), FailureLine.of(error));
        } else {
            LOG.error("rank {} failed, exit code {}", comm.rank(), code.code(), ErrorText.readable(error));
        }
        return code;
    }
}
