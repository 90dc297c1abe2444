package dev.comm.tests.process;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.error.MemberLostException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A program on every rank that ends in the way that its argument says. */
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

    /** Rank 1 ends its JVM with 0 between two barriers. */
    private static void exit(Communicator comm) {
        comm.barrier();
        if (comm.rank() == 1) {
            System.exit(0);
        }
        comm.barrier();
    }

    /** Rank 2 dies, rank 1 leaves in order, and rank 0 ends when both are gone, with leave as its last line. */
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

    /** The program of rank 0 throws, and the others wait for it in barriers. */
    private static void fail(Communicator comm) {
        comm.barrier();
        if (comm.rank() == 0) {
            throw new IllegalStateException("the input is empty");
        }
        while (Thread.currentThread().isAlive()) {
            comm.barrier();
        }
    }

    /** Only rank 0 calls collect, after rank 1 has left. */
    private static void collectAlone(Communicator comm) {
        comm.barrier();
        if (comm.rank() == 0) {
            awaitDeparture(comm, 1);
            comm.collect(1);
            comm.collect(2);
        }
    }

    /** Rank 0 dies, and rank 1 goes on for ever without a call of Comm. */
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
