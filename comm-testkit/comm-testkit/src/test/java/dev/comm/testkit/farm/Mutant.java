package dev.comm.testkit.farm;

import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;

/** A machine with one thing wrong; subclasses say what. */
abstract class Mutant implements Machine {
    protected final Machine real;

    Mutant(Machine real) {
        this.real = real;
    }

    /** Changes what the machine is told: drops, repeats, forges. */
    protected void tell(Event event, long nowNanos, Outbox out) {
        real.step(event, nowNanos, out);
    }

    /** Changes what the machine does. */
    protected Outbox effects(Outbox out) {
        return out;
    }

    @Override
    public final void step(Event event, long nowNanos, Outbox out) {
        tell(event, nowNanos, effects(out));
    }

    @Override
    public long nextDeadlineNanos() {
        return real.nextDeadlineNanos();
    }
}
