package dev.comm.examples.primes;

import dev.comm.api.CommConfig;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.master.MasterNode;
import dev.comm.node.ComputeNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The number of primes below ten million. Rank 0 gives out intervals, and the other ranks count. If you kill a worker,
 * the sum is still right.
 */
public final class Primes {
    private static final long LIMIT = 10_000_000;
    private static final long INTERVAL = 100_000;

    private Primes() {}

    /** Runs the program. Rank 0 is the master, and every other rank is a compute node. */
    public static void main(String[] args) {
        CommConfig.Builder builder = CommConfig.fromEnvironment();
        CommConfig config = builder.build();
        if (config.isMaster()) {
            master(config);
        } else {
            System.exit(ComputeNode.run(builder, Handlers.of("count", Long.class, Long.class, Primes::countFrom)));
        }
    }

    private static void master(CommConfig config) {
        List<Long> starts = new ArrayList<>();
        for (long start = 0; start < LIMIT; start += INTERVAL) {
            starts.add(start);
        }
        long primes = 0;
        try (MasterNode master = MasterNode.listen(config)) {
            master.awaitComputeNodes(config.size() - 1, Duration.ofMinutes(1));
            try (TaskRun<Long> run = master.submit(TaskBatch.of("count", starts, Long.class))) {
                for (TaskOutcome<Long> outcome : run) {
                    primes += outcome.value();
                }
            }
            master.shutdownComputeNodes(Duration.ofSeconds(30));
        }
        System.out.println(primes + " primes below " + LIMIT);
    }

    private static long countFrom(long start) {
        long count = 0;
        for (long candidate = start; candidate < start + INTERVAL; candidate++) {
            count += isPrime(candidate) ? 1 : 0;
        }
        return count;
    }

    private static boolean isPrime(long number) {
        if (number < 2 || number % 2 == 0) {
            return number == 2;
        }
        for (long divisor = 3; divisor * divisor <= number; divisor += 2) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return true;
    }
}
