package dev.comm.testkit.live.loopback;

import dev.comm.api.CommConfig;
import dev.comm.api.protocol.FrameType;
import dev.comm.core.provider.Providers;
import dev.comm.core.role.RoleProvider;
import dev.comm.testkit.Ending;
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
 * The living parts of a run: sockets, proxies, processes, time. Everything that is written down or planned happens
 * under the recorder's monitor, under which nobody waits.
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
    private long pulseNanos;
    private boolean over;
    private Throwable failure;

    LoopbackWorld(LoopbackCluster cluster, LoopbackTimer timer, Recorder recorder, ProxySite site) {
        this.cluster = cluster;
        this.timer = timer;
        this.recorder = recorder;
        this.site = site;
    }

    /** Its monitor, and where its history is written. */
    Recorder recorder() {
        return recorder;
    }

    ProxySite site() {
        return site;
    }

    /** Lets something happen as one step; not after the end. */
    void act(Runnable action) {
        synchronized (recorder) {
            if (!over) {
                action.run();
            }
        }
    }

    /** Time begins. */
    void start() {
        pulseNanos = System.nanoTime();
        timer.start(recorder, this::failed);
        timer.every(PULSE.toNanos(), this::pulse);
    }

    /** If nobody had time for the timer, nobody is to blame for having been late. */
    private void pulse() {
        long now = System.nanoTime();
        if (now - pulseNanos > PULSE.plus(STALL).toNanos()) {
            launched.forEach(process -> recorder.fault(Fault.Kind.STALL, process.number()));
        }
        pulseNanos = now;
    }

    /** A process that has not started. */
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

    /** The planned action for the step happens on the thread that takes it; its errors are not the member's. */
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

    /** Code of a dead process that waits for something else than Comm is told to end. */
    void interruptSoon(LoopbackProcess process) {
        timer.later(UNTIL_INTERRUPT.toNanos(), process::interrupt);
    }

    /** Something went wrong that is no matter of the members: the run ends, and tells of it. */
    void failed(Throwable e) {
        synchronized (recorder) {
            if (failure == null) {
                failure = e;
            }
            recorder.notifyAll();
        }
    }

    /** The first thing that went wrong, or null. */
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

    /** A process that is stopped goes on if something is planned that may let it. */
    private boolean isOver(int expected) {
        boolean pending = timer.isPending();
        return launched.size() >= expected
                && launched.stream().allMatch(process -> process.isOver() && !(process.isStopped() && pending));
    }

    /** Ends everything as one step, so that nobody sees the others die; gives how each program had ended. */
    List<Ending> end() {
        synchronized (recorder) {
            over = true;
            List<Ending> endings =
                    launched.stream().map(LoopbackProcess::ending).toList();
            processes.forEach(process -> process.environment().kill());
            return endings;
        }
    }

    /** Waits until nothing is left of it: no thread, no socket. */
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
