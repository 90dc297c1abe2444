package dev.comm.testkit.campaign;

import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;

/** A master with a bug. After the end of a connection it ignores the next arrival. */
public final class ForgetsArrivals implements Machine {
    private final Machine real;
    private boolean forgets;

    ForgetsArrivals(Machine real) {
        this.real = real;
    }

    public static Machine onMaster(int process, Machine machine) {
        return process == 0 ? new ForgetsArrivals(machine) : machine;
    }

    @Override
    public void step(Event event, long nowNanos, Outbox out) {
        if (event instanceof Event.Closed) {
            forgets = true;
        }
        boolean arrival =
                event instanceof Event.Received received && received.command() instanceof CollectiveCommand.Arrive;
        if (arrival && forgets) {
            forgets = false;
        } else {
            real.step(event, nowNanos, out);
        }
    }

    @Override
    public long nextDeadlineNanos() {
        return real.nextDeadlineNanos();
    }
}
