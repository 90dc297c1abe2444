package dev.comm.testkit;

import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.Occurrence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What goes wrong in a run, drawn from its seed: each run enables its own kinds of fault (swarm), and aims them at the
 * time between the first arrival and the decision of instances. After the chaos everything is healed, and every call
 * has to end.
 */
final class Chaos {
    private enum Kind {
        CRASH,
        VANISH,
        BLINK,
        SLEEP,
        CUT,
        MUTE,
        DEAFEN,
        SLOW,
        MASTER_BLINK,
        MASTER_SLEEP,
        MASTER_CRASH,
        MASTER_VANISH
    }

    private final SimCluster cluster;
    private final SplittableRandom random;
    private final List<Kind> enabled = new ArrayList<>();
    private final Set<Instance> seen = new HashSet<>();
    private final double share;
    private boolean over;

    private Chaos(SimCluster cluster) {
        this.cluster = cluster;
        this.random = cluster.faults();
        for (Kind kind : Kind.values()) {
            boolean rare = kind.name().startsWith("MASTER_") && kind != Kind.MASTER_BLINK || kind == Kind.VANISH;
            if (random.nextInt(rare ? 12 : 2) == 0) {
                enabled.add(kind);
            }
        }
        enabled.add(Kind.BLINK);
        this.share = 0.5 + random.nextDouble() / 2;
    }

    /** Lets chaos reign until a time, then heals everything. */
    static void until(SimCluster cluster, Duration end) {
        Chaos chaos = new Chaos(cluster);
        cluster.listen(chaos::see);
        cluster.at(end, chaos::settle);
    }

    private void see(Occurrence occurrence) {
        if (occurrence instanceof Occurrence.Arrived arrived && seen.add(arrived.instance()) && !over) {
            if (random.nextDouble() < share) {
                Duration delay = Duration.ofNanos(random.nextLong(2_000_000));
                cluster.after(delay, this::strike);
            }
        }
    }

    private void strike() {
        if (over) {
            return;
        }
        SimMember victim = cluster.node(1 + random.nextInt(cluster.size() - 1));
        switch (enabled.get(random.nextInt(enabled.size()))) {
            case CRASH -> victim.crash();
            case VANISH -> victim.vanish();
            case BLINK -> victim.freeze(millis(1, 900));
            case SLEEP -> victim.freeze(millis(2_000, 6_000));
            case CUT -> victim.cut();
            case MUTE -> {
                victim.mute();
                cluster.after(millis(1, 4_000), victim::reconnect);
            }
            case DEAFEN -> {
                victim.deafen();
                cluster.after(millis(1, 4_000), victim::reconnect);
            }
            case SLOW -> victim.delay(millis(1, 300));
            case MASTER_BLINK -> cluster.master().freeze(millis(1, 900));
            case MASTER_SLEEP -> cluster.master().freeze(millis(2_000, 6_000));
            case MASTER_CRASH -> cluster.master().crash();
            case MASTER_VANISH -> cluster.master().vanish();
        }
    }

    private void settle() {
        over = true;
        cluster.heal();
        for (int rank = 0; rank < cluster.size(); rank++) {
            cluster.node(rank).thaw();
        }
    }

    private Duration millis(int from, int to) {
        return Duration.ofMillis(from + random.nextInt(to - from + 1));
    }
}
