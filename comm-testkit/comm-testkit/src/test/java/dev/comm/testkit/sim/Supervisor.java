package dev.comm.testkit.sim;

import dev.comm.testkit.history.Occurrence;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A supervisor that restarts each node some time after its departure or the end of its program, like the scheduler of a
 * real cluster.
 */
public final class Supervisor {
    private final SimCluster cluster;
    private final Duration pause;
    private final Map<Integer, Long> latest = new HashMap<>();
    private boolean over;

    private Supervisor(SimCluster cluster, Duration pause) {
        this.cluster = cluster;
        this.pause = pause;
    }

    /** Watches all nodes of a cluster that has not started yet. */
    public static Supervisor of(SimCluster cluster, Duration pause) {
        Supervisor supervisor = new Supervisor(cluster, pause);
        cluster.listen(supervisor::see);
        return supervisor;
    }

    /** Stops the restarts of nodes. */
    public void end() {
        over = true;
    }

    private void see(Occurrence occurrence) {
        if (occurrence instanceof Occurrence.Joining joining) {
            latest.put(joining.rank(), joining.incarnation());
        } else if (occurrence instanceof Occurrence.Departed gone && gone.rank() > 0) {
            restartLater(gone.rank(), gone.incarnation());
        } else if (occurrence instanceof Occurrence.ProgramEnded ended && ended.rank() > 0) {
            restartLater(ended.rank(), latest.getOrDefault(ended.rank(), 0L));
        } else if (occurrence instanceof Occurrence.Fault fault && isEnd(fault)) {
            over |= fault.process() == 0;
            cluster.after(pause, this::restartDead);
        }
    }

    private static boolean isEnd(Occurrence.Fault fault) {
        return fault.kind() == Occurrence.Fault.Kind.CRASH || fault.kind() == Occurrence.Fault.Kind.VANISH;
    }

    /** Restarts all dead nodes, also nodes that died before they were members. */
    private void restartDead() {
        for (SimMember node : cluster.nodes()) {
            if (!over && node.process().isCrashed()) {
                node.restart();
            }
        }
    }

    private void restartLater(int rank, long incarnation) {
        cluster.after(pause, () -> {
            if (!over && latest.getOrDefault(rank, 0L) == incarnation) {
                cluster.node(rank).restart();
            }
        });
    }
}
