package dev.comm.testkit.sim;

import dev.comm.api.Answer;
import dev.comm.api.CallOptions;
import dev.comm.api.Communicator;
import dev.comm.api.QuorumLostException;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.api.error.CommException;
import dev.comm.api.error.MemberLostException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.network.Conditions;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The same program on every rank: messages with two tags in two communicators, which are received from one rank, from
 * any rank and by exchanges. At the end each rank takes what is left. The checks compare the messages and the
 * departures that were told.
 */
public final class MessageWorkload {
    private static final Duration BRIEF = Duration.ofMillis(40);
    private static final Duration LAST = Duration.ofMillis(900);
    private static final int CALLS = 6;

    private final SimCluster cluster;
    private final int rounds;

    private MessageWorkload(SimCluster cluster) {
        this.cluster = cluster;
        this.rounds = 2 + cluster.workload().nextInt(8);
    }

    /** Returns a cluster with one to five nodes and with chaos. */
    public static SimCluster cluster(Replay replay) {
        return stormy(new SimCluster(1 + new SplittableRandom(replay.seed()).nextInt(5), replay));
    }

    /** Plays the same in a cluster of a given size. */
    public static void play(Cluster cluster) {
        AtomicBoolean isTold = new AtomicBoolean();
        cluster.listen(each -> {
            if (each instanceof Occurrence.DepartureTold) {
                isTold.set(true);
            }
        });
        cluster.sometimes("a departure was told", isTold::get);
        stormy((SimCluster) cluster).run();
    }

    private static SimCluster stormy(SimCluster cluster) {
        cluster.configure(builder -> builder.timeout(Duration.ofSeconds(8)).elastic(true))
                .network(Conditions.drawn(cluster.faults()))
                .mayThrow(CommException.class)
                .limit(Duration.ofMinutes(6));
        cluster.program(new MessageWorkload(cluster)::run);
        FaultMix faults = FaultMix.everything().with(FaultKind.CORRUPT, 0).with(FaultKind.RESTART, 1);
        return cluster.chaos(faults, Duration.ofMillis(50 + cluster.faults().nextInt(3_000)));
    }

    private void run(Communicator comm) {
        Integer entered = comm.entryState(Integer.class);
        for (int round = entered == null ? 0 : entered + 1; round < rounds; round++) {
            SplittableRandom random =
                    new SplittableRandom(cluster.seed() + 31L * comm.rank() + 1009L * round + comm.epoch());
            try {
                int now = round;
                if (round % 4 == 3) {
                    comm.admit(() -> now);
                } else if (round % 4 == 1) {
                    duplicate(comm, random);
                } else {
                    talk(comm, random);
                    comm.barrier();
                }
            } catch (CollectiveTimeoutException | QuorumLostException | CollectiveFailedException agreed) {
                // All members got the same exception, and continue with the next instance.
            }
        }
        for (int tag = 0; tag < 2; tag++) {
            takeAll(comm, tag);
        }
    }

    private void duplicate(Communicator comm, SplittableRandom random) {
        try (Communicator library = comm.dup()) {
            talk(library, random);
            talk(comm, random);
            comm.barrier();
            takeAll(library, 0);
        }
    }

    private void talk(Communicator comm, SplittableRandom random) {
        for (int call = 0; call < CALLS; call++) {
            SimCluster.pause(Duration.ofNanos(random.nextLong(30_000_000)));
            Communicator tagged =
                    comm.with(CallOptions.DEFAULT.tag(random.nextInt(2)).timeout(BRIEF));
            try {
                once(tagged, random);
            } catch (MemberLostException | CallTimeoutException gone) {
                // The checker decides whether the exception was right.
            }
        }
    }

    private static void once(Communicator comm, SplittableRandom random) {
        int other = random.nextInt(comm.size());
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> comm.send(other, random.nextLong());
            case 3 -> comm.receive(other, Long.class);
            case 4 -> comm.receiveAny(Long.class);
            default ->
                comm.exchange(
                        (comm.rank() + 1) % comm.size(),
                        random.nextLong(),
                        (comm.rank() + comm.size() - 1) % comm.size(),
                        Long.class);
        }
    }

    /** Receives until no message comes, or no other rank is left. */
    private void takeAll(Communicator comm, int tag) {
        Communicator tagged = comm.with(CallOptions.DEFAULT.tag(tag));
        try {
            while (true) {
                Answer<Long> next = tagged.receiveAny(Long.class, LAST);
                if (next.departure() != null && next.departure().rank() != next.rank()) {
                    SimInsides.complain(cluster, "P1", next + " is of two ranks");
                }
            }
        } catch (MemberLostException | CallTimeoutException done) {
            // The checker decides whether the exception was right.
        }
    }
}
