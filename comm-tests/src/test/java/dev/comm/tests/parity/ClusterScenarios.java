package dev.comm.tests.parity;

import dev.comm.api.Answer;
import dev.comm.api.Collected;
import dev.comm.api.Communicator;
import dev.comm.api.Distributed;
import dev.comm.api.Verdict;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.core.role.MasterRole;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.Occurrence;
import dev.comm.tests.engine.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Small runs with one fault each. The transcript contains the reports of the members. */
final class ClusterScenarios {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofMinutes(1);

    /**
     * A program of the members with its fault.
     *
     * @param nodes the number of nodes besides the master
     */
    record ClusterScenario(String name, int nodes, Consumer<Cluster> script) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<ClusterScenario> ALL = List.of(
            new ClusterScenario("nothing goes wrong", 2, ClusterScenarios::nothing),
            new ClusterScenario("barrier with a crash", 3, ClusterScenarios::barrier),
            new ClusterScenario("collect with a cut", 3, ClusterScenarios::collect),
            new ClusterScenario("reduce with a crash", 3, ClusterScenarios::reduce),
            new ClusterScenario("distribute while one crashes", 2, ClusterScenarios::distribute),
            new ClusterScenario("too few are left", 2, ClusterScenarios::quorum),
            new ClusterScenario("one does not come in time", 2, ClusterScenarios::late),
            new ClusterScenario("one leaves in order", 2, ClusterScenarios::leave),
            new ClusterScenario("tasks of a node that crashes are done again", 2, ClusterScenarios::tasks),
            new ClusterScenario("one that comes late is let in", 2, ClusterScenarios::join));

    private ClusterScenarios() {}

    private static void nothing(Cluster cluster) {
        cluster.program(comm -> {
            comm.barrier();
            cluster.report(
                    comm.rank(), "all", comm.allGather("rank " + comm.rank()).present());
            cluster.report(
                    comm.rank(),
                    "sum",
                    comm.allReduce(comm.rank(), Integer::sum).value());
        });
    }

    private static void barrier(Cluster cluster) {
        cluster.program(comm -> {
            comm.barrier();
            awaitFate(comm, 2);
            cluster.report(comm.rank(), "survivors", comm.barrier().survivors());
            cluster.report(comm.rank(), "next", comm.barrier().survivors());
        });
        whenOthersWait(cluster, cluster.node(2)::crash);
    }

    /** Lets one rank wait for its fault instead of making the second call. */
    private static void awaitFate(Communicator comm, int rank) {
        if (comm.rank() == rank) {
            comm.receive(0, String.class, LONG);
        }
    }

    /** Runs the action when all but one rank have arrived at the second call. */
    private static void whenOthersWait(Cluster cluster, Runnable action) {
        AtomicInteger arrived = new AtomicInteger();
        cluster.listen(each -> {
            boolean second = each instanceof Occurrence.Arrived arrival
                    && arrival.instance().sequence() == 1;
            if (second && arrived.incrementAndGet() == cluster.size() - 1) {
                cluster.after(Duration.ZERO, action);
            }
        });
    }

    private static void collect(Cluster cluster) {
        cluster.program(comm -> {
            comm.barrier();
            awaitFate(comm, 1);
            Collected<String> collected = comm.collect("value of " + comm.rank());
            if (comm.rank() == 0) {
                cluster.report(0, "values", values(collected));
            }
        });
        whenOthersWait(cluster, cluster.node(1)::cut);
    }

    private static TreeMap<Integer, String> values(Collected<String> collected) {
        TreeMap<Integer, String> values = new TreeMap<>();
        for (Answer<String> each : collected) {
            values.put(each.rank(), each.isPresent() ? each.value() : "missing");
        }
        return values;
    }

    private static void reduce(Cluster cluster) {
        cluster.program(comm -> {
            comm.barrier();
            awaitFate(comm, 3);
            cluster.report(
                    comm.rank(),
                    "sum",
                    comm.allReduce(1 << comm.rank(), Integer::sum).value());
        });
        whenOthersWait(cluster, cluster.node(3)::crash);
    }

    private static void distribute(Cluster cluster) {
        cluster.program(comm -> {
            comm.barrier();
            awaitFate(comm, 2);
            Distributed<String> part = comm.distribute(() -> "from rank 0");
            cluster.report(comm.rank(), "part", part.value());
            cluster.report(comm.rank(), "after", comm.barrier().survivors());
        });
        whenOthersWait(cluster, cluster.node(2)::crash);
    }

    private static void quorum(Cluster cluster) {
        cluster.configure(config -> config.minSurvivors(3));
        cluster.program(comm -> {
            comm.barrier();
            awaitFate(comm, 1);
            comm.barrier();
        });
        whenOthersWait(cluster, cluster.node(1)::crash);
    }

    private static void late(Cluster cluster) {
        cluster.program(comm -> {
            comm.barrier();
            if (comm.rank() == 2) {
                comm.receive(0, String.class, LONG);
            }
            try {
                comm.barrier(SHORT);
                cluster.report(comm.rank(), "outcome", "met");
            } catch (CollectiveTimeoutException e) {
                cluster.report(comm.rank(), "outcome", "timeout");
            }
            if (comm.rank() == 0) {
                comm.send(2, "go on");
            }
            comm.barrier();
        });
    }

    private static void leave(Cluster cluster) {
        cluster.program(comm -> {
            Verdict first = comm.barrier();
            cluster.report(comm.rank(), "first", first.survivors());
            if (comm.rank() == 2) {
                comm.leave();
                return;
            }
            cluster.report(comm.rank(), "second", comm.barrier().survivors());
        });
    }

    private static void tasks(Cluster cluster) {
        Handlers square = Handlers.of("square", Long.class, Long.class, (input, context) -> input * input);
        cluster.serve(square, master -> cluster.report(0, "results", results(master)));
        cluster.node(1).at(Step.REQUEST_RECEIVED, 1, cluster.node(1)::crash);
    }

    private static List<String> results(MasterRole master) throws Exception {
        master.awaitComputeNodes(2, LONG);
        List<String> results = new ArrayList<>();
        List<Long> inputs = List.of(1L, 2L, 3L, 4L, 5L, 6L);
        try (TaskRun<Long> run =
                master.submit(TaskBatch.of("square", inputs, Long.class).attempts(3))) {
            for (TaskOutcome<Long> outcome : run) {
                results.add(outcome.index() + "=" + (outcome.isDone() ? outcome.value() : outcome.failure()));
            }
        }
        master.shutdownComputeNodes(LONG);
        results.sort(null);
        return results;
    }

    private static void join(Cluster cluster) {
        cluster.configure(config -> config.elastic(true));
        cluster.program(comm -> {
            String state = comm.entryState(String.class);
            cluster.report(comm.rank(), "state", String.valueOf(state));
            if (state == null) {
                letIn(comm, 2);
            }
            cluster.report(comm.rank(), "together", comm.barrier().survivors());
        });
        cluster.node(2).at(Step.DECISION_RECEIVED, 1, () -> {
            cluster.node(2).crash();
            cluster.after(SHORT, cluster.node(2)::restart);
        });
    }

    /** Calls a barrier, and then admits a lost rank that returns as a new process. */
    private static void letIn(Communicator comm, int rank) {
        comm.barrier();
        while (!comm.admit(() -> "news").verdict().joined().contains(rank)) {
            Cluster.pause(Duration.ofMillis(20));
        }
    }

    /** Sets times that are long enough for a busy machine. */
    static void patient(Cluster cluster) {
        cluster.configure(Patience.ample());
    }
}
