package dev.comm.tests.process;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Verdict;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.master.MasterNode;
import dev.comm.node.ComputeNode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A member that a test asks to end by SIGTERM. The first argument chooses its program. */
public final class Drained {
    private static final int TASKS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Drained() {}

    /** Runs the program. */
    public static void main(String[] args) {
        switch (args[0]) {
            case "steps" -> System.exit(Communicator.run(CommConfig.fromEnvironment(), Drained::steps));
            case "endless" -> System.exit(Communicator.run(CommConfig.fromEnvironment(), Drained::endless));
            case "asks" -> System.exit(Communicator.run(CommConfig.fromEnvironment(), Drained::asks));
            case "computes" -> System.exit(Communicator.run(CommConfig.fromEnvironment(), Drained::computes));
            case "master" -> master();
            case "node" ->
                System.exit(ComputeNode.run(
                        CommConfig.fromEnvironment(),
                        Handlers.of("wait", Integer.class, Integer.class, (index, context) -> waits(index))));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** Calls barriers until a rank has gone. */
    private static void steps(Communicator comm) {
        comm.barrier();
        say("RUNNING");
        Verdict verdict;
        do {
            verdict = comm.barrier();
        } while (verdict.survivors().size() == comm.size());
        say("SURVIVORS " + verdict.survivors());
    }

    /** Calls barriers for ever. The program does not ask whether it should leave. */
    private static void endless(Communicator comm) {
        comm.barrier();
        say("RUNNING");
        while (Thread.currentThread().isAlive()) {
            comm.barrier();
        }
    }

    /** Asks whether it should leave, and saves its state then. */
    private static void asks(Communicator comm) {
        say("RUNNING");
        while (!comm.isLeaving()) {
            LockSupport.parkNanos(1_000_000);
        }
        say("SAVED");
    }

    private static void computes(Communicator comm) {
        say("RUNNING");
        while (Thread.currentThread().isAlive()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Gives out tasks, prints how many were done, and takes some time to save them after the end of the master. */
    private static void master() {
        int done = 0;
        int failed = 0;
        try (MasterNode master = MasterNode.listen(CommConfig.fromEnvironment().build())) {
            master.awaitComputeNodes(2, PATIENCE);
            TaskBatch<Integer, Integer> batch =
                    TaskBatch.of("wait", IntStream.range(0, TASKS).boxed().toList(), Integer.class);
            for (TaskOutcome<Integer> outcome : master.submit(batch)) {
                done += outcome.isDone() ? 1 : 0;
                failed += outcome.isDone() ? 0 : 1;
                if (outcome.isDone()) {
                    say("DONE " + outcome.index() + " by " + outcome.rank());
                } else {
                    say("FAILED " + outcome.index() + " " + outcome.failure().getMessage());
                }
            }
            say("TASKS done " + done + " failed " + failed);
            master.shutdownComputeNodes(PATIENCE);
        }
        LockSupport.parkNanos(300_000_000);
        say("SAVED");
    }

    /** Tells the test that the handler runs, and waits for its answer. */
    private static int waits(int index) throws IOException {
        say("HANDLES " + index);
        while (System.in.read() != '\n') {
            // the rest of the line
        }
        return index;
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
