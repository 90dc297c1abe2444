package dev.comm.testkit;

import dev.comm.api.Cause;
import dev.comm.testkit.history.Occurrence;
import java.time.Duration;

/** A correct scenario in which all members call a few barriers. */
public final class Meetings implements Scenario {
    private static final int ROUNDS = 4;

    @Override
    public void play(Cluster cluster) {
        declare(cluster).run();
    }

    public static Cluster declare(Cluster cluster) {
        cluster.program(comm -> {
            for (int round = 0; round < ROUNDS; round++) {
                Cluster.pause(Duration.ofMillis(1 + 3L * comm.rank()));
                comm.barrier();
            }
        });
        return cluster;
    }

    /** Fails if a member departs. It is the test of a user who expects no losses. */
    public static void nobodyDeparts(Cluster cluster) {
        Run run = declare(cluster).runUnchecked();
        if (run.history().of(Occurrence.Departed.class).stream().anyMatch(each -> each.cause() != Cause.LEFT)) {
            throw new AssertionError("somebody departed");
        }
    }
}
