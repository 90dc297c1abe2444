package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.work.Handlers;
import dev.comm.api.work.RequestContext;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.core.role.MasterRole;
import dev.comm.core.testing.Extent;
import dev.comm.testkit.campaign.Campaign;
import dev.comm.testkit.campaign.Totals;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.SimCluster;
import dev.comm.testkit.sim.SimInsides;
import dev.comm.testkit.sim.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * W2, exhaustively: the handler, its node or the master stops at each stage in the life of a task. In the end each task
 * of the batch is done once, with the right value.
 */
class TaskLifeTest {
    private static final List<Integer> INPUTS = List.of(0, 1, 2, 3, 4);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(5);

    private static final FaultKind[] ALL_KINDS = {FaultKind.CRASH, FaultKind.FREEZE, FaultKind.CUT};

    /** The stages that a task reaches with every fault of its handler. */
    private static final List<Stage> ALWAYS =
            List.of(Stage.GIVEN, Stage.RUNNING, Stage.AGAIN, Stage.RUNNING_AGAIN, Stage.DONE);

    /** The stages in the life of the first task that are not frames. */
    private enum Stage {
        GIVEN(each -> each instanceof Occurrence.TaskGiven given && given.attempt() == 1 && isFirst(given.id())),
        RUNNING(each -> each instanceof Occurrence.HandlerBegan began && began.attempt() == 1 && isFirst(began.id())),
        INTERRUPTED(each -> each instanceof Occurrence.HandlerInterrupted stopped && isFirst(stopped.id())),
        ABANDONED(each -> each instanceof Occurrence.ThreadStarted started && isReplacement(started.name())),
        ENDED(each -> each instanceof Occurrence.HandlerEnded ended && isFirst(ended.id())),
        LOST(each -> each instanceof Occurrence.Departed gone && gone.rank() > 0),
        AGAIN(each -> each instanceof Occurrence.TaskGiven given && given.attempt() == 2 && isFirst(given.id())),
        RUNNING_AGAIN(
                each -> each instanceof Occurrence.HandlerBegan began && began.attempt() == 2 && isFirst(began.id())),
        DONE(each -> each instanceof Occurrence.TaskEnded);

        private final Predicate<Occurrence> isReached;

        Stage(Predicate<Occurrence> isReached) {
            this.isReached = isReached;
        }

        private static boolean isFirst(long id) {
            return (int) id == 0;
        }

        /** Returns whether the thread replaces another one. Each node starts with two workers. */
        private static boolean isReplacement(String thread) {
            return thread.equals("comm-worker-2");
        }
    }

    /** The fault of a member at a stage. */
    private enum Blow {
        CRASH((cluster, member) -> member.crash()),
        VANISH((cluster, member) -> member.vanish()),
        FREEZE_SHORT((cluster, member) -> member.freeze(SHORT)),
        FREEZE_LONG((cluster, member) -> member.freeze(LONG)),
        CUT((cluster, member) -> member.cut()),
        RESTART((cluster, member) -> member.restart()),
        ISOLATE((cluster, member) -> {
            member.isolate();
            cluster.after(LONG, member::reconnect);
        });

        private final BiConsumer<SimCluster, Member> strike;

        Blow(BiConsumer<SimCluster, Member> strike) {
            this.strike = strike;
        }

        /** Returns whether the master survives the fault. A batch ends with its master. */
        boolean leavesMaster() {
            return this != CRASH && this != VANISH && this != RESTART;
        }
    }

    /** The fault of the first task at each of its first attempts. */
    private record Wrong(HandlerFault fault, int attempts, int slots, int credit) {
        Integer work(Integer input, RequestContext context) throws Exception {
            if (input == 0 && context.attempt() <= attempts) {
                fault.strike();
            }
            Cluster.pause(Duration.ofMillis(20));
            return input + 7;
        }
    }

    private final Map<Integer, TaskOutcome<Integer>> outcomes = new TreeMap<>();

    private void declare(SimCluster cluster, Wrong wrong) {
        outcomes.clear();
        Supervisor supervisor = Supervisor.of(cluster, Duration.ofMillis(700));
        cluster.configure(
                config -> config.slots(wrong.slots).credit(wrong.credit).timeout(Duration.ofSeconds(20)));
        cluster.serve(Handlers.of("work", Integer.class, Integer.class, wrong::work), master -> {
            try {
                master.awaitComputeNodes(1, Duration.ofSeconds(20));
                master(cluster, master);
            } finally {
                supervisor.end();
            }
            master.shutdownComputeNodes(Duration.ofSeconds(5));
        });
        cluster.limit(Duration.ofMinutes(10));
    }

    private void master(SimCluster cluster, MasterRole master) {
        TaskBatch<Integer, Integer> batch = TaskBatch.of("work", INPUTS, Integer.class);
        master.submit(batch.timeout(Duration.ofSeconds(1)).retries(10).attempts(20))
                .forEach(outcome -> {
                    assertThat(outcomes.putIfAbsent(outcome.index(), outcome)).isNull();
                    SimInsides.recorder(cluster)
                            .add(new Occurrence.TaskEnded(
                                    cluster.now().toNanos(),
                                    "b",
                                    outcome.index(),
                                    outcome.isDone(),
                                    outcome.isDone() && outcome.value() == outcome.index() + 7,
                                    ""));
                });
    }

    private void assertAllDone(String what) {
        assertThat(outcomes.keySet()).as(what).containsExactlyElementsOf(INPUTS);
        outcomes.forEach((index, outcome) -> assertThat(outcome.value())
                .as("%s: task %d, %s", what, index, outcome.failure())
                .isEqualTo(index + 7));
    }

    @ParameterizedTest
    @CsvSource({"HANG, 1, 1, CRASH", "HANG, 2, 4, FREEZE", "THREAD_END, 2, 1, CUT", "OWN_ERROR, 1, 16, CRASH"})
    void w2_aBatchEndsWhicheverFrameAMemberStopsAt(HandlerFault fault, int slots, int credit, FaultKind daily) {
        Wrong wrong = new Wrong(fault, 1, slots, credit);
        Totals totals = Campaign.of("task frames " + wrong, cluster -> {
                    declare((SimCluster) cluster, wrong);
                    if (cluster.run().ending(0).kind() == Ending.Kind.RETURNED) {
                        assertAllDone(wrong.toString());
                    }
                })
                .nodes(2, 2)
                .seeds(1)
                .everyStep(Extent.isFull() ? ALL_KINDS : new FaultKind[] {daily})
                .run();
        assertThat(totals.runs()).isGreaterThan(Extent.of(60, 200));
    }

    @ParameterizedTest
    @EnumSource(HandlerFault.class)
    void w2_aBatchEndsWhateverStageItsTaskIsAt(HandlerFault fault) {
        Map<Stage, Integer> struck = new TreeMap<>();
        for (Stage stage : Stage.values()) {
            for (Blow blow : Blow.values()) {
                for (int rank = 0; rank <= 2; rank++) {
                    int slots = 1 + (stage.ordinal() + blow.ordinal() + rank) % 2;
                    int attempts = 1 + (blow.ordinal() + rank) % 2;
                    boolean wanted = Extent.isFull() || (stage.ordinal() + rank) % 2 == 0;
                    if (wanted && (rank > 0 || blow.leavesMaster())) {
                        Wrong wrong = new Wrong(fault, attempts, slots, 4);
                        struck.merge(stage, play(stage, blow, rank, wrong) ? 1 : 0, Integer::sum);
                    }
                }
            }
        }
        List<Stage> expected = fault == HandlerFault.HANG ? List.of(Stage.values()) : ALWAYS;
        assertThat(expected).as("%s", struck).allMatch(stage -> struck.get(stage) > 0);
    }

    private boolean play(Stage stage, Blow blow, int rank, Wrong wrong) {
        SimCluster cluster = new SimCluster(2, 31 * stage.ordinal() + blow.ordinal());
        declare(cluster, wrong);
        boolean[] struck = {false};
        cluster.listen(each -> {
            if (!struck[0] && stage.isReached.test(each)) {
                struck[0] = true;
                cluster.after(Duration.ZERO, () -> blow.strike.accept(cluster, cluster.member(rank)));
            }
        });
        String what = stage + " " + blow + " of rank " + rank + " with " + wrong;
        Run run = cluster.runUnchecked();
        assertThat(run.breaches()).as(what).isEmpty();
        assertThat(run.ending(0).kind()).as(what).isEqualTo(Ending.Kind.RETURNED);
        assertAllDone(what);
        return struck[0];
    }
}
