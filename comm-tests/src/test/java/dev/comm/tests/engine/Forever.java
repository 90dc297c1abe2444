package dev.comm.tests.engine;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.live.process.ProcessCluster;
import java.time.Duration;

/** A run without an end, in which one node is stopped. */
public final class Forever {
    static final String STOPPED = "node 1 is stopped";

    private Forever() {}

    /** Runs until a signal kills this process. */
    public static void main(String[] arguments) {
        run();
    }

    private static void run() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.ample()).limit(Duration.ofMinutes(3));
        cluster.program(comm -> {
            comm.barrier();
            if (comm.rank() == 2) {
                cluster.node(1).freeze(Duration.ofMinutes(3));
            }
            Cluster.pause(Duration.ofMinutes(3));
        });
        cluster.listen(happened -> {
            if (happened instanceof Occurrence.Fault fault && fault.kind() == Occurrence.Fault.Kind.FREEZE) {
                cluster.after(Duration.ofMillis(200), () -> System.out.println(STOPPED));
            }
        });
        cluster.run();
    }
}
