package dev.comm.testkit.live.environment;

import dev.comm.api.protocol.WorkCommand;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;

/** A machine that makes no step while its member is frozen, and none when it is dead. */
final class GatedMachine implements Machine {
    private final Machine machine;
    private final MemberGate gate;

    GatedMachine(Machine machine, MemberGate gate) {
        this.machine = machine;
        this.gate = gate;
    }

    @Override
    public void step(Event event, long nowNanos, Outbox out) {
        gate.pass();
        machine.step(event, nowNanos, out);
    }

    @Override
    public boolean awaits(int endpoint, WorkCommand.Result result) {
        return machine.awaits(endpoint, result);
    }

    @Override
    public long nextDeadlineNanos() {
        return machine.nextDeadlineNanos();
    }
}
