package dev.comm.testkit.live.member;

import dev.comm.api.CommConfig;
import dev.comm.core.role.ExitCode;
import dev.comm.testkit.engine.Body;
import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.recording.Recorder;
import dev.comm.testkit.live.MemberExit;
import dev.comm.testkit.live.journal.Journal;
import dev.comm.testkit.live.journal.MemberAssignment;
import dev.comm.testkit.live.journal.Note;
import dev.comm.testkit.live.journal.Trouble;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** This JVM as a member that another process started, with its notes, its requests and its end. */
final class MemberProcess {
    /**
     * The startup timeout. A loaded machine takes long to start JVMs, and callers that wait for them have to allow for
     * that.
     */
    private static final Duration START = Duration.ofSeconds(60);

    private static final long PULSE_NANOS = 100_000_000;
    private static final long STALL_NANOS = 400_000_000;

    private final MemberAssignment assignment;
    private final Journal journal;
    private final StepWatch watch;
    private final Orders orders;
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean running;

    private MemberProcess(MemberAssignment assignment) {
        this.assignment = assignment;
        this.journal = Journal.open(assignment.journal());
        this.orders = new Orders(Path.of(assignment.folder()));
        this.watch = new StepWatch(journal, orders, assignment.stepped());
    }

    /**
     * Begins the work of the member. From now on the process follows orders, and ends when it is orphaned or overdue.
     */
    static MemberProcess begin(MemberAssignment assignment, InputStream input) {
        MemberProcess process = new MemberProcess(assignment);
        process.journal.append(new Note.Started(process.now()));
        assignment.watches().forEach(process.watch::add);
        process.orders.follow(input, process.watch);
        startDaemon(process::endWhenOverdue, "comm-testkit-overdue");
        return process;
    }

    private static void startDaemon(Runnable body, String name) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Records a stall if this process itself got no time, so that it is not blamed for having been late. */
    private void pulse(Recorder recorder) {
        long last = now();
        while (running) {
            LockSupport.parkNanos(PULSE_NANOS);
            if (now() - last > PULSE_NANOS + STALL_NANOS && running) {
                recorder.fault(Occurrence.Fault.Kind.STALL, assignment.process());
            }
            last = now();
        }
    }

    private void endWhenOverdue() {
        for (long left = assignment.limitNanos() - now(); left > 0; left = assignment.limitNanos() - now()) {
            LockSupport.parkNanos(left);
        }
        MemberExit.OVERDUE.halt();
    }

    MemberAssignment assignment() {
        return assignment;
    }

    /** Returns whether the program runs. Before that, the scenario is still being declared. */
    boolean isRunning() {
        return running;
    }

    /** Returns the nanoseconds since the run began. */
    long now() {
        return System.nanoTime() - assignment.originNanos();
    }

    /** Sets the address at which the members find each other, and the secret by which they authenticate each other. */
    CommConfig.Builder settings(CommConfig.Builder builder) {
        InetSocketAddress master = assignment.masterAddress();
        return builder.startupTimeout(START)
                .bind(master)
                .masters(List.of(master))
                .secretFile(assignment.secret());
    }

    /** Runs the program of this rank, and ends the process with the exit code of the program. */
    void run(String role, CommConfig config, Body body) {
        History history = new History(new History.Terms(1, false, 0, 0, 0));
        Recorder recorder = new Recorder(history, this::now);
        recorder.listen(occurrence -> journal.append(new Note.Happened(occurrence)));
        MemberRun run = new MemberRun(config, body, recorder, assignment.process());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endsUnasked(recorder), "comm-testkit-end"));
        running = true;
        startDaemon(() -> pulse(recorder), "comm-testkit-pulse");
        int code = run.run(role, watch);
        running = false;
        journal.append(new Note.Ended(run.error() == null ? null : Trouble.of(run.error()), code));
        MemberExit.exit(code);
    }

    /** Records a crash if the process ends before its program, by a signal or by {@code System.exit}. */
    private void endsUnasked(Recorder recorder) {
        if (running) {
            recorder.fault(Occurrence.Fault.Kind.CRASH, assignment.process());
        }
    }

    /**
     * Reports that the scenario did not reach its run. If it did, code of this class failed for lack of memory, and the
     * process ends.
     */
    void notPlayed(Throwable why) {
        if (running) {
            MemberExit.halt(ExitCode.FAILED.code());
        }
        journal.append(new Note.NotPlayed(Trouble.of(why)));
        MemberExit.NOT_PLAYED.halt();
    }

    /** Reports a value to the test. */
    void report(int rank, String key, Object value) {
        journal.append(new Note.Reported(rank, key, value));
    }

    /**
     * Asks the process that started this process for an action on the cluster, and waits until the action is done.
     * Before the run this method does nothing, because the other process plans the action itself, from the same lines
     * of the scenario.
     *
     * @throws IllegalStateException if the action cannot be done
     */
    void ask(Fault fault) {
        if (running) {
            int number = -questions.incrementAndGet();
            journal.append(new Note.Asked(number, fault.toString()));
            orders.await(number);
        }
    }
}
