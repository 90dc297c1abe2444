package dev.comm.testkit.campaign;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Replay;
import dev.comm.testkit.SimCluster;

/** Opens clusters on engines. */
final class Engines {
    private Engines() {}

    static Cluster open(Engine engine, int nodes, Replay replay) {
        return switch (engine) {
            case SIM -> new SimCluster(nodes, replay);
            case LOOPBACK, PROCESS -> throw new UnsupportedOperationException("there is no engine " + engine + " yet");
        };
    }
}
