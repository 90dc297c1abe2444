package dev.comm.core.communicator;

import dev.comm.core.driver.MachineDriver;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;

/** A driver without a machine, whose clock stands still. A test says what happens at a call or in a wait. */
abstract class StillDriver implements MachineDriver {
    @Override
    public <R> Completion<R> submit(Call<R> call) {
        return call.completion();
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    @Override
    public boolean await(Completion<?> completion, long deadlineNanos) throws InterruptedException {
        return completion.isDone();
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public void close() {}
}
