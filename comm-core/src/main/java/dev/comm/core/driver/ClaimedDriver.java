package dev.comm.core.driver;

import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import org.apiguardian.api.API;

/**
 * A driver whose close also ends a claim, or removes the addresses that rank 0 published.
 *
 * @param driver the driver
 * @param end ends the claim, after the driver has closed
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ClaimedDriver(MachineDriver driver, Runnable end) implements MachineDriver {
    @Override
    public <R> Completion<R> submit(Call<R> call) {
        return driver.submit(call);
    }

    @Override
    public <R> Completion<R> settle(Call<R> call) {
        return driver.settle(call);
    }

    @Override
    public boolean mayWait() {
        return driver.mayWait();
    }

    @Override
    public boolean await(Completion<?> completion, long deadlineNanos) throws InterruptedException {
        return driver.await(completion, deadlineNanos);
    }

    @Override
    public long nanoTime() {
        return driver.nanoTime();
    }

    @Override
    public void close() {
        try {
            driver.close();
        } finally {
            end.run();
        }
    }
}
