package org.example.sums;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.comm.api.error.ProviderException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Run;
import dev.comm.testkit.campaign.Campaign;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.SimCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumTest {
    @ClusterTest(nodes = 3, seeds = 20)
    void everyRankGetsTheSum(Cluster cluster) {
        cluster.program(comm -> cluster.report(comm.rank(), "sum", Sum.of(comm)));
        Run run = cluster.run();
        for (int rank = 0; rank <= 3; rank++) {
            assertEquals(6, run.report(rank, "sum", Integer.class));
        }
    }

    @ClusterTest(nodes = 3, seeds = 20)
    void theSumHasThePartOfADeadNodeOrNot(SimCluster cluster) {
        cluster.node(3).crashAt(Step.ARRIVE_SENT);
        cluster.program(comm -> cluster.report(comm.rank(), "sum", Sum.of(comm)));
        int sum = cluster.run().report(0, "sum", Integer.class);
        assertTrue(sum == 3 || sum == 6, "the sum is " + sum);
    }

    @Test
    void anEngineOfAnotherArtifactIsNamed() {
        Campaign campaign = Campaign.of("sums", Cluster::run).engine(Engine.LOOPBACK);
        ProviderException missing = assertThrows(ProviderException.class, campaign::run);
        assertTrue(
                missing.getMessage()
                        .startsWith("add the artifact dev.comm:comm-testkit-live to the dependencies of the test"),
                missing.getMessage());
    }

    @Test
    void theTestKitIsAModuleIfThisProjectIs() {
        assertEquals(Boolean.getBoolean("modular"), Cluster.class.getModule().isNamed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.comm.testkit.live.Script",
                "dev.comm.testkit.contract.SerializerContract",
                "dev.comm.transport.tcp.TcpTransportProvider"
            })
    void noOtherArtifactIsHere(String name) {
        assertThrows(ClassNotFoundException.class, () -> Class.forName(name));
    }
}
