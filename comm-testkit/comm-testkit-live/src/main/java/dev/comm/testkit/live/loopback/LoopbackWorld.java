package dev.comm.testkit.live.loopback;

import dev.comm.api.CommConfig;
import dev.comm.api.protocol.FrameType;
import dev.comm.core.provider.Providers;
import dev.comm.core.role.RoleProvider;
import dev.comm.testkit.Ending;
import dev.comm.testkit.engine.MachineTime;
import dev.comm.testkit.engine.Steps;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.Occurrence.Fault;
import dev.comm.testkit.history.recording.Recorder;
import dev.comm.testkit.live.environment.LiveWatcher;
import dev.comm.testkit.live.network.ProxySite;
import dev.comm.testkit.live.proxy.FaultProxy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The living parts of a run: sockets, proxies, processes and time. Everything that is recorded or planned happens under
 * the monitor of the recorder, under which no thread waits.
 */
final class LoopbackWorld {
    private static final Duration UNTIL_INTERRUPT = Duration.ofMillis(250);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PULSE = Duration.ofMillis(100);
    private static final Duration STALL = Duration.ofMillis(400);

    private final LoopbackCluster cluster;
    private final LoopbackTimer timer;
    private final Recorder recorder;
    private final ProxySite site;
    private final List<LoopbackProcess> processes = new ArrayList<>();
    private final List<LoopbackProcess> launched = new ArrayList<>();
    private final MachineTime machine = new MachineTime();
    private long pulseNanos;
    private long stalls;
    private boolean over;
    private Throwable failure;

    LoopbackWorld(LoopbackCluster cluster, LoopbackTimer timer, Recorder recorder, ProxySite site) {
        this.cluster = cluster;
        this.timer = timer;
        this.recorder = recorder;
        this.site = site;
    }

    /** Returns the recorder of the history, which is also the monitor of this world. */
    Recorder recorder() {
        return recorder;
    }

    ProxySite site() {
        return site;
    }

    /** Runs an action as one step. After the end, the action is not run. */
    void act(Runnable action) {
        synchronized (recorder) {
            if (!over) {
                action.run();
            }
        }
    }

    /** Starts the time of the run. */
    void start() {
        pulseNanos = System.nanoTime();
        timer.start(recorder, this::failed);
        timer.every(PULSE.toNanos(), this::pulse);
    }

    /**
     * Records a stall of all processes if the timer itself was late, so that no member is blamed for having been late.
     */
    private void pulse() {
        long now = System.nanoTime();
        machine.waited(PULSE.toNanos(), now - pulseNanos);
        if (now - pulseNanos > PULSE.plus(STALL).toNanos()) {
            stalls++;
            launched.forEach(process -> recorder.fault(Fault.Kind.STALL, process.number()));
        }
        pulseNanos = now;
    }

    /** Returns what shows that the machine was starved, or an empty text. */
    String strain() {
        synchronized (recorder) {
            return machine.strain(stalls);
        }
    }

    /** Creates a process that has not started. */
    LoopbackProcess newProcess(int rank) {
        int number = processes.size();
        LoopbackProcess process = new LoopbackProcess(rank, number, recorder, watcher(rank), this::failed);
        processes.add(process);
        return process;
    }

    private LiveWatcher watcher(int rank) {
        return new LiveWatcher() {
            @Override
            public void listening(InetSocketAddress address) {
                site.proxies().forEach(FaultProxy::acceptSoon);
            }

            @Override
            public void sending(FrameType type) {
                step(rank, Step.of(Step.When.SENDING, type));
            }

            @Override
            public void sent(FrameType type) {
                step(rank, Step.of(Step.When.SENT, type));
            }

            @Override
            public void received(FrameType type) {
                step(rank, Step.of(Step.When.RECEIVED, type));
            }
        };
    }

    /**
     * Runs the planned action for a step, on the thread that does the step. An error of the action is not an error of
     * the member.
     */
    private void step(int rank, Step step) {
        Steps steps = cluster.steps();
        try {
            act(() -> steps.happened(rank, step));
        } catch (RuntimeException | AssertionError e) {
            failed(e);
        }
    }

    void launchSoon(LoopbackMember member, long delayNanos) {
        timer.later(delayNanos, () -> launch(member));
    }

    void launch(LoopbackMember member) {
        LoopbackProcess process = member.process();
        CommConfig config = cluster.configOf(member.rank(), site.masterFor(member.rank()));
        RoleProvider provider = Providers.find(RoleProvider.class, cluster.roleOf(member.rank()), config);
        launched.add(process);
        process.start(provider, config, cluster.bodyOf(member.rank()));
    }

    /** Interrupts the code of a dead process that waits outside of Comm. */
    void interruptSoon(LoopbackProcess process) {
        timer.later(UNTIL_INTERRUPT.toNanos(), process::interrupt);
    }

    /** Ends the run with an error that the members did not cause. */
    void failed(Throwable e) {
        synchronized (recorder) {
            if (failure == null) {
                failure = e;
            }
            recorder.notifyAll();
        }
    }

    /** Returns the first error, or null. */
    Throwable failure() {
        synchronized (recorder) {
            return failure == null ? site.failure() : failure;
        }
    }

    /** Waits until all programs have ended, or the time is over. */
    void awaitEnd(int expected, long untilNanos) throws InterruptedException {
        synchronized (recorder) {
            while (failure == null && System.nanoTime() < untilNanos && !isOver(expected)) {
                recorder.wait(LOOK.toMillis());
            }
        }
    }

    /**
     * Returns whether all programs are over. A stopped process may go on if an action is planned, so its program is not
     * over.
     */
    private boolean isOver(int expected) {
        boolean pending = timer.isPending();
        return launched.size() >= expected
                && launched.stream().allMatch(process -> process.isOver() && !(process.isStopped() && pending));
    }

    /**
     * Ends everything as one step, so that no member sees the other members die. Returns how each program had ended.
     */
    List<Ending> end() {
        synchronized (recorder) {
            over = true;
            List<Ending> endings =
                    launched.stream().map(LoopbackProcess::ending).toList();
            processes.forEach(process -> process.environment().kill());
            return endings;
        }
    }

    /** Waits until no thread and no socket of the run is left. */
    void close() throws InterruptedException {
        try {
            timer.close();
            for (LoopbackProcess process : List.copyOf(processes)) {
                process.awaitEnd().forEach(thread -> failed(leak(thread)));
            }
        } finally {
            site.close();
        }
        if (!site.isClosed()) {
            failed(new AssertionError("the proxies do not end"));
        }
    }

    private static AssertionError leak(Thread thread) {
        AssertionError leak = new AssertionError("the thread " + thread.getName() + " of "
                + thread.getThreadGroup().getName() + " goes on although the run is over; a program must not ignore"
                + " interrupts while it waits for something else than Comm");
        leak.setStackTrace(thread.getStackTrace());
        return leak;
    }
}
