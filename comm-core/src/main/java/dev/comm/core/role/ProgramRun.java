package dev.comm.core.role;

import dev.comm.api.CommConfig;
import dev.comm.api.CommProgram;
import dev.comm.api.Departure;
import dev.comm.api.QuorumLostException;
import dev.comm.api.error.CommException;
import dev.comm.api.error.FencedException;
import dev.comm.api.error.MasterLostException;
import dev.comm.api.error.PlainText;
import dev.comm.core.communicator.DriverCommunicator;
import dev.comm.core.communicator.FailureExceptions;
import dev.comm.core.driver.Drain;
import dev.comm.core.driver.LastWords;
import dev.comm.core.machine.ErrorText;
import dev.comm.core.machine.Notice;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run of one program on one rank. It turns the end of the program into a departure that the other members see, and
 * into the correct exit code.
 */
final class ProgramRun {
    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    /**
     * The exceptions that calls throw after an event outside of this process. The stack trace of such an exception
     * explains nothing.
     */
    private static final List<Class<? extends CommException>> ENDS_OF_OTHERS =
            List.of(MasterLostException.class, FencedException.class, QuorumLostException.class);

    private final CommConfig config;
    private final DriverCommunicator comm;
    private final Drain drain;
    private final VerdictLine verdict;
    private volatile ExitCode over;

    ProgramRun(CommConfig config, DriverCommunicator comm, Drain drain) {
        this.config = config;
        this.comm = comm;
        this.drain = drain;
        this.verdict = new VerdictLine(config, comm);
    }

    ExitCode run(CommProgram program) {
        Thread programThread = Thread.currentThread();
        AtomicBoolean ended = new AtomicBoolean();
        comm.membership().listen(notice -> interruptWhenOver(notice, programThread, ended));
        try {
            program.run(comm);
            ended.set(true);
            comm.leave();
            // Rank 0 leaves after all other members, so rank 0 knows every loss now.
            return completed();
        } catch (Throwable e) {
            ended.set(true);
            return failed(e, programThread);
        }
    }

    private ExitCode failed(Throwable error, Thread programThread) {
        // The end of the lease may have set the interrupt flag, but LEAVE must still be sent.
        boolean interrupted = Thread.interrupted();
        Departure culprit = comm.membership().lost().get(0);
        boolean asked = comm.isEndedByRequest(error);
        boolean innocent = comm.rank() != 0 && culprit != null && FailureExceptions.isEndOfOthers(error);
        if (asked || innocent) {
            comm.leave();
        } else {
            comm.fail(error);
        }
        if (interrupted) {
            programThread.interrupt();
        }
        if (asked) {
            return asked();
        }
        ExitCode known = over;
        ExitCode code = known != null ? known : innocent ? ExitCode.MASTER_LOST : ExitCode.of(error);
        say(code, error, innocent ? culprit : null);
        return code;
    }

    /** Says that the run ended before its programs, and returns the exit code. */
    private ExitCode asked() {
        ExitCode code = drain.isAsked() ? ExitCode.TERMINATED : ExitCode.MASTER_LOST;
        String reason = drain.isAsked() ? Drain.REASON : "rank 0 was asked to end, or shut the run down";
        LastWords.say("start the run again to go on: " + reason + "; rank " + comm.rank() + " ends with code "
                + code.code() + (comm.rank() == 0 ? "; " + verdict.text() : ""));
        return code;
    }

    /** Writes the last log line of this rank. Only the rank where the error began writes the stack trace. */
    private void say(ExitCode code, Throwable error, Departure culprit) {
        String end = "rank " + comm.rank() + " ends with code " + code.code();
        if (culprit != null) {
            LastWords.say(
                    "see the output of rank 0, which failed first (" + PlainText.of(culprit.detail()) + "): " + end);
        } else if (!FailureLine.beganHere(error)) {
            LastWords.say(FailureLine.of(error) + ": " + end);
        } else if (ENDS_OF_OTHERS.stream().anyMatch(type -> type.isInstance(error))
                || over != null && error instanceof CommException && FailureExceptions.isEndOfOthers(error)) {
            LastWords.say(error.getMessage() + ": " + end);
        } else {
            losses().forEach(ProgramRun::tell);
            String reason = error instanceof CommException ? ErrorText.message(error) : ErrorText.summary(error);
            LastWords.say(reason + ": " + end, ErrorText.readable(error));
        }
    }

    /**
     * Interrupts the program after the lease, because a program without calls does not notice the end of its
     * membership.
     */
    private void interruptWhenOver(Notice notice, Thread programThread, AtomicBoolean ended) {
        if (notice instanceof Notice.Fenced) {
            over = ExitCode.FENCED;
        } else if (notice instanceof Notice.MasterSuspected suspected && suspected.lost()) {
            over = ExitCode.MASTER_LOST;
        } else if (notice instanceof Notice.OwnFault) {
            over = ExitCode.FAILED;
        } else if (notice instanceof Notice.LeftWithoutProgram) {
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

    /**
     * Returns the exit code of a program that returned. Only losses count against the quorum; a rank that has left in
     * order counts as a survivor.
     */
    private ExitCode completed() {
        ExitCode early = over;
        int needed = Math.min(config.minSurvivors(), comm.size());
        int kept = comm.membership().notLost();
        losses().forEach(ProgramRun::tell);
        if (drain.isAsked() && (early == null || early == ExitCode.MASTER_LOST)) {
            return asked();
        }
        if (early != null) {
            String reason = reason(early);
            LastWords.say("run it again, because " + reason + " before its program returned: rank " + comm.rank()
                    + " ends with code " + early.code());
            return early;
        }
        if (comm.rank() == 0 && !losses().isEmpty() && kept < needed) {
            LastWords.say("lower min.survivors, which is " + needed + ", or run it again: the program is done, but "
                    + kept + " ranks were not lost; lost were " + named(losses()) + "; exit code "
                    + ExitCode.MEMBERS_LOST.code());
            return ExitCode.MEMBERS_LOST;
        }
        Notice.CalledWithoutLeavers incomplete = comm.membership().incomplete();
        if (comm.rank() == 0 && incomplete != null && !config.isMinSurvivorsSet()) {
            LastWords.say("call it on every rank, or set min.survivors if ranks may leave early: " + incomplete.call()
                    + " was decided without ranks " + incomplete.leavers() + ", which had left; exit code "
                    + ExitCode.MEMBERS_LOST.code());
            return ExitCode.MEMBERS_LOST;
        }
        if (comm.rank() == 0 && (!losses().isEmpty() || config.launch().isPresent())) {
            LastWords.tell("the program is done, exit code 0; " + verdict.text());
        } else {
            LOG.info("rank {} is done, exit code {}", comm.rank(), ExitCode.DONE.code());
        }
        return ExitCode.DONE;
    }

    private static String reason(ExitCode early) {
        return switch (early) {
            case FENCED -> "the master declared it gone";
            case FAILED -> "this process could not use its own disk and left";
            default -> "the master was gone";
        };
    }

    private List<Departure> losses() {
        return verdict.losses();
    }

    private static String named(List<Departure> losses) {
        return losses.stream()
                .map(gone -> "rank " + gone.rank() + " (" + gone.cause() + ")")
                .collect(Collectors.joining(", "));
    }

    /** Logs a loss. The level is INFO, because the master has already logged a warning about it. */
    private static void tell(Departure gone) {
        LOG.info("rank {} was lost: {} {}", gone.rank(), gone.cause(), PlainText.of(gone.detail()));
    }
}
