package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Runs one kind of cluster over many seeds and looks whether it was hard enough. */
final class Campaign {
    private static final double HIT_SHARE_MIN = 0.3;

    private final String name;
    private final int count;
    private final Function<Replay, SimCluster> cluster;

    Campaign(String name, int count, Function<Replay, SimCluster> cluster) {
        this.name = name;
        this.count = count;
        this.cluster = cluster;
    }

    /** Runs all; every twentieth twice, to see that it repeats. */
    Totals run() {
        Totals totals = new Totals();
        long start = System.nanoTime();
        Seeds.of(name, count).forEach(seed -> {
            Run run = cluster.apply(Replay.of(seed)).run();
            totals.add(run);
            if (totals.runs.get() % 20 == 1) {
                assertRepeats(seed, run.trace());
            }
        });
        totals.realNanos = System.nanoTime() - start;
        return totals;
    }

    private void assertRepeats(long seed, Trace first) {
        Trace second = cluster.apply(Replay.of(seed)).run().trace();
        if (first.hash() != second.hash()) {
            Trace one = cluster.apply(Replay.of(seed).traced()).run().trace();
            Trace two = cluster.apply(Replay.of(seed).traced()).run().trace();
            assertThat(Trace.firstDifference(one, two))
                    .as("seed 0x%x does not repeat", seed)
                    .isNull();
        }
    }

    /** Sums over a campaign. */
    static final class Totals {
        private final AtomicLong runs = new AtomicLong();
        private final AtomicLong hit = new AtomicLong();
        private final AtomicLong decided = new AtomicLong();
        private final AtomicLong events = new AtomicLong();
        private final List<String> mastersFailed = new ArrayList<>();
        private long letIn;
        private long realNanos;

        private void add(Run run) {
            runs.incrementAndGet();
            letIn += run.history().of(Occurrence.Decided.class).stream()
                    .filter(each -> !each.decision().joined().isEmpty())
                    .count();
            if (run.ending(0).kind() == Ending.Kind.THREW) {
                mastersFailed.add("0x" + Long.toHexString(run.seed()) + " "
                        + run.ending(0).error());
            }
            hit.addAndGet(run.pressure().hit());
            decided.addAndGet(run.pressure().decided());
            events.addAndGet(run.events());
        }

        /** In campaigns without faults of the master, its program has to come to its end. */
        void assertMastersEnded() {
            assertThat(mastersFailed)
                    .as("runs whose master's program threw: " + mastersFailed)
                    .isEmpty();
        }

        /** A campaign in which nobody comes back proves nothing about coming back. */
        void assertSomebodyWasLetIn() {
            assertThat(letIn).as("instances that let somebody in").isPositive();
        }

        /** A campaign that is too easy proves nothing. */
        void assertHard() {
            assertThat(hit.get() / (double) Math.max(1, decided.get()))
                    .as("share of instances that saw a fault between first arrival and decision: " + this)
                    .isGreaterThanOrEqualTo(HIT_SHARE_MIN);
        }

        @Override
        public String toString() {
            return runs + " runs, " + decided + " instances, " + hit + " of them hit, " + events + " events, "
                    + runs.get() * 1_000_000_000L / Math.max(1, realNanos) + " runs/s";
        }
    }
}
