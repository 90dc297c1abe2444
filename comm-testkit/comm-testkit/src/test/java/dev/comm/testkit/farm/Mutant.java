package dev.comm.testkit.farm;

import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;

/** A machine with one fault, which the subclass adds. */
abstract class Mutant implements Machine {
    protected final Machine real;

    Mutant(Machine real) {
        this.real = real;
    }

    /** Passes an event to the machine. A subclass drops, repeats or forges events. */
    protected void tell(Event event, long nowNanos, Outbox out) {
        real.step(event, nowNanos, out);
    }

    /** Returns the outbox of the machine. A subclass changes the effects. */
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
