package dev.comm.tests.process;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Reduced;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that counts a step only if all ranks took part, and admits a spare after each step. One rank may end
 * without a goodbye in its third step.
 */
final class SparedSteps {
    private static final int STEPS = 5;
    private static final int FATAL_STEP = 2;

    private SparedSteps() {}

    /** Runs the program. The first argument is the rank that ends early, or -1. */
    public static void main(String[] arguments) {
        int victim = Integer.parseInt(arguments[0]);
        System.exit(Communicator.run(CommConfig.fromEnvironment(), comm -> steps(comm, victim)));
    }

    private static void steps(Communicator comm, int victim) {
        long[] entered = comm.entryState(long[].class);
        long[] state = entered == null ? new long[2] : entered;
        while (state[0] < STEPS) {
            if (entered == null && comm.rank() == victim && state[0] == FATAL_STEP) {
                Runtime.getRuntime().halt(1);
            }
            Reduced<Long> step = comm.allReduce((state[0] + 1) * 100 + comm.rank(), Long::sum);
            if (step.verdict().survivors().size() == comm.size()) {
                state = new long[] {state[0] + 1, state[1] + step.value()};
            } else {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // the spare may still start
            }
            long[] now = state;
            comm.admit(() -> now);
        }
        if (comm.rank() == 0) {
            System.out.println("sum " + state[1] + " of " + comm.size() + " ranks");
        }
    }
}
