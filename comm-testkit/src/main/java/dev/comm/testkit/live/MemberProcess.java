package dev.comm.testkit.live;

import dev.comm.api.CommConfig;
import dev.comm.testkit.Body;
import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Recorder;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** This JVM as a member that another process started: what it writes down, what it asks for, how it ends. */
final class MemberProcess {
    private final Assignment assignment;
    private final Journal journal;
    private final StepWatch watch;
    private final Orders orders;
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean running;

    private MemberProcess(Assignment assignment) {
        this.assignment = assignment;
        this.journal = Journal.open(assignment.journal());
        this.orders = new Orders();
        this.watch = new StepWatch(journal, orders, assignment.stepped());
    }

    /** Takes up its work: from now on it follows orders, and ends when it is orphaned or overdue. */
    static MemberProcess begin(Assignment assignment, InputStream input) {
        MemberProcess process = new MemberProcess(assignment);
        process.journal.append(new Note.Started(process.now()));
        assignment.watches().forEach(process.watch::add);
        process.orders.follow(input, process.watch);
        Thread overdue = new Thread(process::endWhenOverdue, "comm-testkit-overdue");
        overdue.setDaemon(true);
        overdue.start();
        return process;
    }

    private void endWhenOverdue() {
        for (long left = assignment.limitNanos() - now(); left > 0; left = assignment.limitNanos() - now()) {
            LockSupport.parkNanos(left);
        }
        MemberExit.OVERDUE.halt();
    }

    Assignment assignment() {
        return assignment;
    }

    /** Whether its program runs; before that, the scenario is still being declared. */
    boolean isRunning() {
        return running;
    }

    /** Nanoseconds since the run began. */
    long now() {
        return System.nanoTime() - assignment.originNanos();
    }

    /** Where the members find each other. */
    CommConfig.Builder settings(CommConfig.Builder builder) {
        return builder.bind("127.0.0.1:0")
                .rendezvous(assignment.masterAddress())
                .secretFile(assignment.secret());
    }

    /** Runs what this rank runs, and ends the process with the exit code that stands for its end. */
    void run(String role, CommConfig config, Body body) {
        History history = new History(new History.Terms(1, false, 0, 0, 0));
        Recorder recorder = new Recorder(history, this::now);
        recorder.listen(occurrence -> journal.append(new Note.Happened(occurrence)));
        running = true;
        Body watched = body.watching(handlers -> recorder.around(assignment.process(), handlers, () -> false));
        int code = new MemberRun(config, role, watched, journal).run(recorder, assignment.process(), watch);
        MemberExit.exit(code);
    }

    /** The scenario did not come to its run. */
    void notPlayed(Throwable why) {
        journal.append(new Note.NotPlayed(Trouble.of(why)));
        MemberExit.NOT_PLAYED.halt();
    }

    /** Passes on what the test wants to know. */
    void report(int rank, String key, Object value) {
        journal.append(new Note.Reported(rank, key, value));
    }

    /**
     * Lets the process that started this one do something to the cluster, and waits until it is done. Before the run
     * that process plans it itself, from the same lines of the scenario.
     *
     * @throws IllegalStateException if it cannot be done
     */
    void ask(Fault fault) {
        if (running) {
            int number = -questions.incrementAndGet();
            journal.append(new Note.Asked(number, fault.toString()));
            orders.await(number);
        }
    }
}
