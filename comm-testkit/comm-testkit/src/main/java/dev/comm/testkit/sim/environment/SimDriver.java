package dev.comm.testkit.sim.environment;

import dev.comm.api.CommConfig;
import dev.comm.core.driver.Drain;
import dev.comm.core.driver.DriverCore;
import dev.comm.core.driver.Environment;
import dev.comm.core.driver.MachineDriver;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.DrainCall;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Notice;
import dev.comm.testkit.sim.network.Buggify;
import dev.comm.testkit.sim.network.SimNetwork;
import dev.comm.testkit.sim.network.SimTransport;
import dev.comm.testkit.sim.process.Actor;
import dev.comm.testkit.sim.process.ProcessPart;
import dev.comm.testkit.sim.process.SimProcess;
import java.util.function.Consumer;

/** A driver of a machine in a simulation. Its callers pass the baton to the scheduler instead of polling. */
final class SimDriver implements MachineDriver, ProcessPart {
    /** The longest delay that a busy scheduler adds to a timer. */
    private static final long LATE_NANOS = 20_000_000;

    /** The time after the grace in which a process ends in order, as in production. */
    private static final long MARGIN_NANOS = 3_000_000_000L;

    private final SimProcess process;
    private final long graceNanos;
    private final SimNetwork network;
    private final SimTransport transport;
    private final DriverCore core;
    private long armedNanos = Long.MAX_VALUE;
    private boolean turnDue;

    SimDriver(
            SimProcess process,
            Machine machine,
            SimTransport transport,
            CommConfig config,
            Environment environment,
            Consumer<Notice> notices) {
        this.process = process;
        this.network = SimNetwork.of(process.simulation());
        this.transport = transport;
        this.graceNanos = Nanos.of(config.timing().termGrace());
        this.core = new DriverCore(machine, transport, config, environment, notices);
    }

    void start() {
        transport.onReady(this::turnSoon);
        core.start();
        rearm();
    }

    /** Plans a turn of the machine, because the transport has a report. */
    private void turnSoon() {
        if (!turnDue && !core.isClosed()) {
            turnDue = true;
            process.later(process.simulation().jitterNanos(), this::pollOnce);
        }
    }

    private void pollOnce() {
        turnDue = false;
        if (!core.isClosed()) {
            core.pollOnce(process.clockNanos());
            if (transport.isReady()) {
                turnSoon();
            }
            if (buggify().fires(Buggify.Site.NEEDLESS_WAKE_UP)) {
                process.later(buggify().nanos(LATE_NANOS), this::turnForNothing);
            }
        }
    }

    private void turnForNothing() {
        if (!core.isClosed()) {
            core.pollOnce(process.clockNanos());
        }
    }

    private Buggify buggify() {
        return network.buggify();
    }

    /** Plans the next turn of the machine, after its deadline may have changed. */
    @Override
    public void rearm() {
        if (core.isClosed()) {
            return;
        }
        long wanted = Math.max(
                process.worldNanos(core.nextDeadlineNanos()),
                process.simulation().now());
        if (wanted < armedNanos) {
            armedNanos = wanted;
            long late = buggify().fires(Buggify.Site.LATE_TIMER) ? buggify().nanos(LATE_NANOS) : 0;
            process.simulation().at(wanted + late, process, () -> due(wanted));
        }
    }

    private void due(long nanos) {
        if (nanos != armedNanos) {
            return;
        }
        long pauseMax = network.conditions().pauseNanos();
        if (pauseMax > 0 && buggify().fires(Buggify.Site.PAUSE)) {
            process.pauseAll(buggify().nanos(pauseMax));
            process.later(0, () -> due(nanos));
            return;
        }
        armedNanos = Long.MAX_VALUE;
        // Ready sockets have to be drained before deadlines are checked. A turn does both in this order.
        if (!core.isClosed() && process.clockNanos() >= core.nextDeadlineNanos()) {
            core.pollOnce(process.clockNanos());
        }
    }

    @Override
    public <R> Completion<R> submit(Call<R> call) {
        process.checkAlive();
        Actor.begin();
        core.submit(call);
        return call.completion();
    }

    @Override
    public boolean mayWait() {
        process.checkAlive();
        return !core.isStepping() && Actor.current() != null;
    }

    @Override
    public boolean await(Completion<?> completion, long deadlineNanos) throws InterruptedException {
        ensureMayWait();
        Actor actor = Actor.current();
        long timed = Long.MAX_VALUE;
        while (!completion.isDone()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (process.clockNanos() >= deadlineNanos) {
                return false;
            }
            completion.whenDone(() -> process.simulation().wake(actor));
            long wake = process.worldNanos(deadlineNanos);
            if (wake != timed) {
                // The wait has just begun, or the rate of the clock has changed.
                timed = wake;
                process.simulation().at(wake, process, () -> wakeUnlessDone(completion, actor));
            }
            actor.pause();
        }
        return true;
    }

    private void wakeUnlessDone(Completion<?> completion, Actor actor) {
        if (!completion.isDone()) {
            process.simulation().wake(actor);
        }
    }

    @Override
    public void asked() {
        if (!core.isClosed()) {
            core.submit(new DrainCall(Drain.REASON, graceNanos));
            process.endAfterGrace(graceNanos + MARGIN_NANOS);
        }
    }

    @Override
    public long nanoTime() {
        return process.clockNanos();
    }

    @Override
    public void close() {
        if (!process.isCrashed()) {
            core.close();
        }
    }
}
