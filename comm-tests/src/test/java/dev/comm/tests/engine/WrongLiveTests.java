package dev.comm.tests.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.junit.ClusterTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Wrong tests on real engines; {@link WrongLiveTestsIT} says what the kit tells their authors. */
final class WrongLiveTests {
    private WrongLiveTests() {}

    /** Plans that never come on one of the engines. */
    static final class OnLoopback {
        @ClusterTest(nodes = 2, engines = Engine.LOOPBACK)
        void theStepNeverComes(Cluster cluster) {
            cluster.program(comm -> comm.barrier());
            cluster.node(2).crashAt(Step.REQUEST_RECEIVED);
            cluster.run();
        }

        @ClusterTest(nodes = 2, engines = Engine.LOOPBACK)
        void theSuspensionNeverComes(Cluster cluster) {
            cluster.program(comm -> comm.barrier());
            cluster.node(2).suspendAt(Step.REQUEST_RECEIVED, 1);
            cluster.run();
        }

        @ClusterTest(nodes = 2, engines = Engine.LOOPBACK)
        void theTimeNeverComes(Cluster cluster) {
            cluster.program(comm -> comm.barrier());
            cluster.node(2).crashAt(Duration.ofHours(1));
            cluster.run();
        }

        @ClusterTest(nodes = 2, engines = Engine.LOOPBACK)
        void theCrashComesAfterTheRun(Cluster cluster) {
            cluster.program(comm -> comm.barrier());
            cluster.run();
            cluster.node(2).crash();
        }

        @ClusterTest(nodes = 2, engines = Engine.LOOPBACK)
        void theAllowedErrorNeverComes(Cluster cluster) {
            cluster.program(comm -> comm.barrier());
            cluster.mayThrow(IllegalStateException.class).run();
        }
    }

    /** Tests with processes of their own. */
    static final class OnProcess {
        @ClusterTest(nodes = 1, engines = Engine.PROCESS)
        void thePlansNeverCome(Cluster cluster) {
            cluster.configure(Patience.ample());
            cluster.program(comm -> comm.barrier());
            cluster.node(1).crashAt(Step.REQUEST_RECEIVED);
            cluster.node(1).crashAt(Duration.ofHours(1));
            cluster.run();
        }

        @ClusterTest(nodes = 1, engines = Engine.PROCESS)
        void theProgramFillsAList(Cluster cluster) {
            List<Integer> ranks = new ArrayList<>();
            cluster.configure(Patience.ample());
            cluster.program(comm -> ranks.add(comm.rank()));
            cluster.run();
            assertEquals(0, ranks.get(0));
        }

        @ClusterTest(nodes = 1, engines = Engine.PROCESS)
        void theCrashComesAfterTheRun(Cluster cluster) {
            cluster.configure(Patience.ample());
            cluster.program(comm -> comm.barrier());
            cluster.run();
            cluster.node(1).crash();
        }
    }
}
