package dev.comm.tests.slurm;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that prints its process, meets in barriers until a rank is lost, and then once more. */
public final class StepsUntilLoss {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private StepsUntilLoss() {}

    public static void main(String[] arguments) {
        System.exit(Communicator.run(CommConfig.fromEnvironment(), StepsUntilLoss::steps));
    }

    private static void steps(Communicator comm) {
        long process = ProcessHandle.current().pid();
        System.out.println("rank " + comm.rank() + " is process " + process);
        while (comm.barrier().survivors().size() == comm.size()) {
            LockSupport.parkNanos(PAUSE);
        }
        System.out.println(
                "rank " + comm.rank() + " goes on with " + comm.barrier().survivors());
    }
}
