package dev.comm.core.driver;

import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import org.apiguardian.api.API;

/**
 * A driver whose close ends a claim.
 *
 * @param driver the driver
 * @param claim the claim
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ClaimedDriver(MachineDriver driver, FileClaim claim) implements MachineDriver {
    @Override
    public <R> Completion<R> submit(Call<R> call) {
        return driver.submit(call);
    }

    @Override
    public void ensureMayWait() {
        driver.ensureMayWait();
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
            claim.close();
        }
    }
}
