package dev.comm.testkit.sim;

import dev.comm.api.CommConfig;
import dev.comm.api.machine.Call;
import dev.comm.api.machine.Completion;
import dev.comm.api.machine.Machine;
import dev.comm.api.machine.Notice;
import dev.comm.api.spi.Crank;
import dev.comm.api.spi.Environment;
import dev.comm.api.support.CrankCore;
import java.util.function.Consumer;

/** A crank whose callers hand the baton to the scheduler instead of polling. */
final class SimCrank implements Crank {
    private final SimProcess process;
    private final SimTransport transport;
    private final CrankCore core;
    private long armedNanos = Long.MAX_VALUE;
    private boolean turnDue;

    SimCrank(
            SimProcess process,
            Machine machine,
            SimTransport transport,
            CommConfig config,
            Environment environment,
            Consumer<Notice> notices) {
        this.process = process;
        this.transport = transport;
        this.core = new CrankCore(machine, transport, config, environment, notices);
    }

    void start() {
        transport.onReady(this::turnSoon);
        core.start();
        rearm();
    }

    /** The transport has something to report. */
    private void turnSoon() {
        if (!turnDue && !core.isClosed()) {
            turnDue = true;
            process.later(process.simulation().jitterNanos(), this::turn);
        }
    }

    private void turn() {
        turnDue = false;
        if (!core.isClosed()) {
            core.turn(process.clockNanos());
            if (transport.isReady()) {
                turnSoon();
            }
        }
    }

    /** Looks when the machine wants to be turned, after anything may have changed that. */
    void rearm() {
        if (core.isClosed()) {
            return;
        }
        long wanted = Math.max(
                process.worldNanos(core.nextDeadlineNanos()),
                process.simulation().now());
        if (wanted < armedNanos) {
            armedNanos = wanted;
            process.simulation().at(wanted, process, () -> due(wanted));
        }
    }

    private void due(long nanos) {
        if (nanos != armedNanos) {
            return;
        }
        armedNanos = Long.MAX_VALUE;
        // Ready sockets are drained before deadlines are looked at: turn does both, in this order.
        if (!core.isClosed() && process.clockNanos() >= core.nextDeadlineNanos()) {
            core.turn(process.clockNanos());
        }
    }

    @Override
    public <R> Completion<R> submit(Call<R> call) {
        process.checkAlive();
        core.submit(call);
        return call.completion();
    }

    @Override
    public boolean await(Completion<?> completion, long deadlineNanos) throws InterruptedException {
        process.checkAlive();
        Actor actor = Actor.current();
        if (core.isStepping() || actor == null) {
            throw new IllegalStateException("a callback of Comm must not wait for Comm; use another thread");
        }
        boolean timed = false;
        while (!completion.isDone()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (process.clockNanos() >= deadlineNanos) {
                return false;
            }
            completion.whenDone(() -> process.simulation().wake(actor));
            if (!timed) {
                timed = true;
                process.simulation()
                        .at(process.worldNanos(deadlineNanos), process, () -> wakeUnlessDone(completion, actor));
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
