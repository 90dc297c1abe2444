package dev.comm.testkit.history.recording;

import dev.comm.api.protocol.WorkCommand;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;

/** A machine that records its events and effects. */
final class RecordedMachine implements Machine {
    private final Recording recording;
    private final Machine machine;

    RecordedMachine(Recording recording, Machine machine) {
        this.recording = recording;
        this.machine = machine;
    }

    @Override
    public void step(Event event, long nowNanos, Outbox out) {
        if (!recording.before(event)) {
            return;
        }
        try {
            machine.step(event, nowNanos, new RecordedOutbox(recording, out));
            recording.after();
        } catch (RuntimeException | StackOverflowError e) {
            recording.broke(event, e);
            throw e;
        }
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
