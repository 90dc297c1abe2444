package org.example.fits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.comm.api.Answer;
import dev.comm.api.work.Handlers;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.sim.SimCluster;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.junit.ClusterTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The handler does its work also when a node dies over it. */
class LineFitTest {
    private static final Handlers HANDLERS = Handlers.of("fit", Points.class, Line.class, LineFit::of);
    private static final Points POINTS = new Points(new double[] {0, 1, 2}, new double[] {1, 3, 5});

    private static void prepare(Cluster cluster) {
        cluster.configure(config -> config.serializer("lines").types(Line.class, Points.class));
    }

    @ClusterTest(nodes = 3, seeds = 25)
    void everyNodeFits(SimCluster cluster) {
        prepare(cluster);
        List<Answer<Line>> replies = play(cluster);
        assertEquals(3, replies.size());
        replies.forEach(reply -> assertEquals(new Line(2, 1), reply.value()));
    }

    @ClusterTest(nodes = 3, seeds = 25)
    void theOthersAnswerWhenANodeDiesOverItsRequest(SimCluster cluster) {
        prepare(cluster);
        cluster.node(2).crashAt(Step.REQUEST_RECEIVED);
        List<Answer<Line>> replies = play(cluster);
        assertEquals(List.of(1, 2, 3), replies.stream().map(Answer::rank).toList());
        assertTrue(replies.get(0).isPresent() && !replies.get(1).isPresent() && replies.get(2).isPresent());
    }

    private static List<Answer<Line>> play(SimCluster cluster) {
        List<Answer<Line>> replies = new ArrayList<>();
        cluster.serve(HANDLERS, master -> {
            master.awaitComputeNodes(3, Duration.ofSeconds(5));
            master.sendRequest("fit", POINTS, Line.class).forEach(replies::add);
            master.shutdownComputeNodes(Duration.ofSeconds(5));
        });
        cluster.run();
        return replies;
    }
}
