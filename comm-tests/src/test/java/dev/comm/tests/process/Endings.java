package dev.comm.tests.process;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.error.MemberLostException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A program on every rank whose argument chooses the way in which it ends. */
public final class Endings {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Endings() {}

    /** Runs the scenario. */
    public static void main(String[] args) {
        CommConfig.Builder config = CommConfig.fromEnvironment();
        System.exit(Communicator.run(config, comm -> run(args[0], comm)));
    }

    private static void run(String scenario, Communicator comm) {
        switch (scenario) {
            case "exit" -> exit(comm);
            case "left" -> leave(comm);
            case "orphan" -> orphan(comm);
            case "throw" -> fail(comm);
            case "alone" -> collectAlone(comm);
            default -> throw new IllegalArgumentException(scenario);
        }
    }

    /** Ends the JVM of rank 1 with exit code 0 between two barriers. */
    private static void exit(Communicator comm) {
        comm.barrier();
        if (comm.rank() == 1) {
            System.exit(0);
        }
        comm.barrier();
    }

    /** Kills rank 2 and lets rank 1 leave in order. Rank 0 leaves as its last action when both are gone. */
    private static void leave(Communicator comm) {
        comm.barrier();
        if (comm.rank() == 2) {
            Runtime.getRuntime().halt(9);
        }
        if (comm.rank() == 0) {
            awaitDeparture(comm, 1);
            awaitDeparture(comm, 2);
        }
        comm.leave();
    }

    /** Throws an exception in rank 0, while the others wait in barriers. */
    private static void fail(Communicator comm) {
        comm.barrier();
        if (comm.rank() == 0) {
            throw new IllegalStateException("the input is empty");
        }
        while (Thread.currentThread().isAlive()) {
            comm.barrier();
        }
    }

    /** Calls collect on rank 0 only, after rank 1 has left. */
    private static void collectAlone(Communicator comm) {
        comm.barrier();
        if (comm.rank() == 0) {
            awaitDeparture(comm, 1);
            comm.collect(1);
            comm.collect(2);
        }
    }

    /** Kills rank 0, while rank 1 continues for ever without a call of Comm. */
    private static void orphan(Communicator comm) {
        if (comm.rank() == 0) {
            comm.receive(1, Integer.class, PATIENCE);
            Runtime.getRuntime().halt(9);
        }
        comm.send(0, 1);
        while (Thread.currentThread().isAlive()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void awaitDeparture(Communicator comm, int rank) {
        try {
            comm.receive(rank, Integer.class, PATIENCE);
        } catch (MemberLostException e) {
            return;
        }
        throw new IllegalStateException("rank " + rank + " sends nothing");
    }
}
