package dev.comm.testkit.live.loopback;

import dev.comm.api.CommConfig;
import dev.comm.core.driver.LiveEnvironment;
import dev.comm.core.role.Role;
import dev.comm.core.role.RoleProvider;
import dev.comm.testkit.Ending;
import dev.comm.testkit.engine.Body;
import dev.comm.testkit.history.recording.Recorder;
import dev.comm.testkit.live.environment.LiveWatcher;
import dev.comm.testkit.live.environment.MemberKilled;
import dev.comm.testkit.live.environment.MemberThreads;
import dev.comm.testkit.live.environment.RecordingEnvironment;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One life of a member, which stands for its process in this JVM. The recorder guards its changing state. */
final class LoopbackProcess {
    private static final long GRACE_SECONDS = 1;
    private static final long END_SECONDS = 5;

    private final int rank;
    private final int number;
    private final Recorder recorder;
    private final LiveEnvironment sockets = new LiveEnvironment();
    private final RecordingEnvironment environment;
    private final MemberThreads threads;
    private boolean started;
    private boolean ended;
    private Throwable error;

    LoopbackProcess(int rank, int number, Recorder recorder, LiveWatcher watcher, Consumer<Throwable> errors) {
        this.rank = rank;
        this.number = number;
        this.recorder = recorder;
        this.environment = new RecordingEnvironment(sockets, recorder, number, watcher);
        this.threads = new MemberThreads("comm-rank-" + rank + "-process-" + number, environment::pass, errors);
    }

    int number() {
        return number;
    }

    RecordingEnvironment environment() {
        return environment;
    }

    /** Runs a program, unless the process is dead by now. */
    void start(RoleProvider provider, CommConfig config, Body body) {
        if (!environment.isDead()) {
            started = true;
            threads.start("comm-program-" + rank, () -> run(provider, config, body));
        }
    }

    private void run(RoleProvider provider, CommConfig config, Body body) {
        Throwable thrown = null;
        try {
            Role role = provider.open(config, environment);
            body.watching(handlers -> recorder.around(number, handlers, environment::isDead))
                    .run(role);
        } catch (Exception | AssertionError | LinkageError | VirtualMachineError | MemberKilled e) {
            thrown = e;
        }
        synchronized (recorder) {
            if (!environment.isDead()) {
                ended = true;
                error = recorder.errorOf(number, thrown);
                recorder.programEnded(number, rank, thrown);
            }
            recorder.notifyAll();
        }
    }

    boolean isRunning() {
        return started && !environment.isDead() && !environment.isFrozen();
    }

    /** Returns whether the process is over, dead or frozen. */
    boolean isOver() {
        return ended || environment.isDead() || environment.isFrozen();
    }

    /** Returns whether the process has not ended and is frozen. */
    boolean isStopped() {
        return !ended && environment.isFrozen();
    }

    Ending ending() {
        if (ended) {
            return new Ending(rank, error == null ? Ending.Kind.RETURNED : Ending.Kind.THREW, error);
        }
        return new Ending(
                rank, environment.isDead() ? Ending.Kind.CRASHED : Ending.Kind.OPEN, recorder.errorOf(number, null));
    }

    /** Interrupts all code that a dead process still runs outside of Comm. */
    void interrupt() {
        threads.interrupt();
    }

    /**
     * Waits for the end of the threads after the run is over and the process was killed. Returns the threads that do
     * not end.
     */
    List<Thread> awaitEnd() throws InterruptedException {
        if (environment.callbacks() instanceof ExecutorService callbacks) {
            callbacks.shutdownNow();
        }
        interrupt();
        if (!threads.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS))) {
            environment.bury();
            interrupt();
            threads.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS));
        }
        return threads.alive();
    }
}
