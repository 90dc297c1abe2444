package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.core.testing.Extent;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.fault.PlannedFault;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.SimCluster;
import dev.comm.testkit.sim.SimMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Chaos is a plan that is drawn before the run. The plan can be replayed, shortened and replaced. */
class ChaosTest {
    private static final Duration UNTIL = Duration.ofSeconds(2);

    /** Returns a cluster that calls barriers for about three seconds, longer than the chaos. */
    private static SimCluster barriers(Replay replay) {
        SimCluster cluster = new SimCluster(3, replay);
        cluster.configure(builder -> builder.timeout(Duration.ofSeconds(3)));
        cluster.program(comm -> {
            for (int round = 0; round < 30; round++) {
                Cluster.pause(Duration.ofMillis(100 + 2L * comm.rank()));
                comm.barrier();
            }
        });
        return cluster;
    }

    private static SimCluster stormy(Replay replay) {
        return barriers(replay).chaos(FaultMix.everything(), UNTIL);
    }

    @Test
    void aPlanReadFromItsTextGivesTheSameRunAsTheSeed() {
        Seeds.of("plan-text", Extent.of(10, 40)).forEach(seed -> {
            Run drawn = stormy(Replay.of(seed)).run();
            FaultPlan plan = FaultPlan.parse(drawn.plan().toString());
            Run again = stormy(Replay.of(seed).plan(plan)).run();
            assertThat(again.trace().hash())
                    .as("seed 0x%x", seed)
                    .isEqualTo(drawn.trace().hash());
            assertThat(again.struck()).isEqualTo(drawn.struck());
        });
    }

    @Test
    void whatNeverHappenedOfAPlanCanBeLeftOutWithoutAnyEffect() {
        Seeds.of("plan-rest", Extent.of(10, 40)).forEach(seed -> {
            Run drawn = stormy(Replay.of(seed)).run();
            Run again =
                    stormy(Replay.of(seed).plan(new FaultPlan(drawn.struck()))).run();
            assertThat(again.trace().hash())
                    .as("seed 0x%x", seed)
                    .isEqualTo(drawn.trace().hash());
        });
    }

    @Test
    void withoutAFaultEverythingUpToItsTimeStaysAsItWas() {
        Seeds.of("plan-shift", Extent.of(10, 40)).forEach(seed -> {
            Run drawn = stormy(Replay.of(seed).traced()).run();
            if (drawn.struck().isEmpty()) {
                return;
            }
            PlannedFault last = drawn.struck().get(drawn.struck().size() - 1);
            FaultPlan rest = drawn.plan().without(last);
            Run again = stormy(Replay.of(seed).plan(rest).traced()).run();
            int same = drawn.struck().indexOf(last);
            assertThat(again.struck().subList(0, same))
                    .as("seed 0x%x", seed)
                    .isEqualTo(drawn.struck().subList(0, same));
            int before = entriesBeforeFault(drawn, same);
            assertThat(before).isPositive();
            assertThat(again.trace().entries().subList(0, before))
                    .isEqualTo(drawn.trace().entries().subList(0, before));
        });
    }

    /**
     * Returns the number of entries of the trace before the first fault, or before the first millisecond if there is
     * none.
     */
    private static int entriesBeforeFault(Run run, int struckBefore) {
        List<Occurrence.Fault> faults = run.history().of(Occurrence.Fault.class);
        long nanos = struckBefore == 0 || faults.isEmpty()
                ? 1_000_000
                : faults.get(0).nanos();
        int count = 0;
        for (String entry : run.trace().entries()) {
            if (Long.parseLong(entry.substring(2, entry.indexOf("us"))) * 1_000 >= nanos - 1_000) {
                break;
            }
            count++;
        }
        return count;
    }

    @Test
    void aRandomStreamOfOneConcernIsNotShiftedByWhetherChaosIsDrawn() {
        SimCluster with = barriers(Replay.of(7)).chaos(FaultMix.usual(), UNTIL);
        SimCluster without = barriers(Replay.of(7));
        SimCluster given = barriers(Replay.of(7).plan(FaultPlan.NONE)).chaos(FaultMix.usual(), UNTIL);
        long number = without.faults().nextLong();
        assertThat(with.faults().nextLong()).isEqualTo(number);
        assertThat(given.faults().nextLong()).isEqualTo(number);
    }

    @Test
    void aPlanFromOutsideTakesThePlaceOfWhatAllChaosOfTheScenarioDraws() {
        FaultPlan plan = FaultPlan.parse("arrival 2 + 1ms: crash 1");
        Run run = barriers(Replay.of(3).plan(plan))
                .chaos(FaultMix.usual(), Duration.ofSeconds(1))
                .chaos(FaultMix.usual(), UNTIL)
                .run();
        assertThat(run.plan()).isEqualTo(plan);
        assertThat(run.struck()).isEqualTo(plan.faults());
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 2, 3);
    }

    @Test
    void aPlanFromOutsideIsAddedIfTheScenarioHasNoChaos() {
        FaultPlan plan = FaultPlan.parse("at 1s: crash 3");
        Run run = barriers(Replay.of(3).plan(plan))
                .plan(FaultPlan.parse("at 500ms: crash 1"))
                .run();
        assertThat(run.struck()).hasToString("[at 500ms: crash 1, at 1s: crash 3]");
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 2);
    }

    @Test
    void afterItsEndChaosDoesNothingAndEverythingFlows() {
        Seeds.of("chaos-end", Extent.of(15, 60)).forEach(seed -> {
            Run run = stormy(Replay.of(seed)).run();
            long settled = run.history().of(Occurrence.Settled.class).stream()
                    .mapToLong(Occurrence.Settled::nanos)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
            assertThat(run.history().of(Occurrence.Fault.class))
                    .as("seed 0x%x", seed)
                    .filteredOn(fault -> fault.nanos() > settled)
                    .allMatch(fault -> fault.kind() == Occurrence.Fault.Kind.OPEN);
        });
    }

    @Test
    void anEngineRefusesWhatItCannotDoBeforeTheRun() {
        SimCluster cluster = new SimCluster(2, 1);
        assertThatThrownBy(() -> cluster.chaos(FaultMix.of(FaultKind.EXHAUST_MEMORY), UNTIL))
                .isInstanceOf(MissingCapability.class)
                .hasMessage("the engine SIM cannot do EXHAUST_MEMORY: so no EXHAUST_MEMORY can be planned");
        assertThatThrownBy(() -> cluster.plan(FaultPlan.parse("at 1s: exhaust-memory 1")))
                .isInstanceOf(MissingCapability.class);
        assertThat(FaultMix.everything().isLenient()).isTrue();
    }

    @Test
    void aHealedNodeThatIsStartedAgainIsLetInAndTakesPart() {
        long started = Seeds.of("healed", Extent.of(15, 60))
                .filter(ChaosTest::isEverybodyBackIfItStarted)
                .count();
        assertThat(started)
                .as("runs in which all nodes were there at the start")
                .isGreaterThan(Extent.of(9, 40));
    }

    private static boolean isEverybodyBackIfItStarted(long seed) {
        Run run = healed(seed).run();
        if (run.ending(0).kind() == Ending.Kind.THREW) {
            return false;
        }
        assertThat(run.agreedVerdict().survivors()).as("seed 0x%x", seed).containsExactly(0, 1, 2, 3);
        return true;
    }

    /**
     * Returns a cluster that restarts the missing nodes some time after the chaos, and admits them in the next round.
     */
    private static SimCluster healed(long seed) {
        SimCluster cluster = new SimCluster(3, seed);
        cluster.configure(builder -> builder.timeout(Duration.ofSeconds(3)).elastic(true));
        List<Integer> view = new ArrayList<>();
        cluster.listen(each -> {
            if (each instanceof Occurrence.ViewSeen seen && seen.life().rank() == 0) {
                view.clear();
                view.addAll(seen.members().keySet());
            }
        });
        cluster.program(comm -> {
            Integer entered = comm.entryState(Integer.class);
            for (int round = entered == null ? 0 : entered + 1; round < 60; round++) {
                Cluster.pause(Duration.ofMillis(200));
                int now = round;
                admit(() -> comm.admit(() -> now));
            }
        });
        FaultMix mix = FaultMix.of(FaultKind.CRASH, FaultKind.VANISH, FaultKind.FREEZE, FaultKind.PARTITION)
                .with(FaultKind.SWIZZLE, 0.5);
        cluster.chaos(mix, UNTIL);
        cluster.at(
                UNTIL.plusSeconds(4),
                () -> cluster.nodes().stream()
                        .filter(node -> !view.contains(node.rank()))
                        .forEach(SimMember::restart));
        return cluster;
    }

    private static void admit(Runnable round) {
        try {
            round.run();
        } catch (CollectiveTimeoutException agreed) {
            // All members got the same exception, and continue with the next round.
        }
    }

    @Test
    void swizzledMembersAreCloggedInOneOrderAndOpenedInAnother() {
        Run run = barriers(Replay.of(5))
                .plan(FaultPlan.parse("at 1s: swizzle 2,1,3 3,2,1 100ms"))
                .run();
        assertThat(faults(run, Occurrence.Fault.Kind.BLOCK)).containsExactly("2@1000", "1@1100", "3@1200");
        assertThat(faults(run, Occurrence.Fault.Kind.OPEN)).containsExactly("3@1300", "2@1400", "1@1500");
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2, 3);
    }

    private static List<String> faults(Run run, Occurrence.Fault.Kind kind) {
        return run.history().of(Occurrence.Fault.class).stream()
                .filter(fault -> fault.kind() == kind)
                .map(fault -> fault.process() + "@" + fault.nanos() / 1_000_000)
                .distinct()
                .toList();
    }

    @Test
    void aCrashLoopStartsTheProgramAgainAndAgain() {
        Run run = barriers(Replay.of(5))
                .configure(builder -> builder.elastic(true))
                .plan(FaultPlan.parse("at 1s: crash-loop 2 4 50ms"))
                .run();
        assertThat(run.endings()).filteredOn(ending -> ending.rank() == 2).hasSize(5);
        assertThat(faults(run, Occurrence.Fault.Kind.CRASH)).hasSize(4);
    }

    @Test
    void aReplacementEndsTheOldProcessOnlyWhenItStarts() {
        Run run = barriers(Replay.of(5))
                .plan(FaultPlan.parse("at 1s: replace 2 500ms"))
                .run();
        assertThat(faults(run, Occurrence.Fault.Kind.CRASH)).containsExactly("2@1500");
    }

    @Test
    void strangersDoNotKeepAnybodyOut() {
        Function<String, Run> run =
                plan -> barriers(Replay.of(11)).plan(FaultPlan.parse(plan)).run();
        assertThat(run.apply("at 0s: slow-loris 434f4d4d 300ms; at 1us: stranger -; at 2us: stranger 474554")
                        .agreedVerdict()
                        .survivors())
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void clocksThatDriftChangeNothingForMembersThatLive() {
        Run run = barriers(Replay.of(5))
                .plan(FaultPlan.parse("at 500ms: drift 0 1.05; at 600ms: drift 1 0.95; at 700ms: drift 2 1.05"))
                .run();
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aPartitionParts() {
        Run run = barriers(Replay.of(5))
                .plan(FaultPlan.parse("at 1s: partition 0,1 | 2,3 10s"))
                .run();
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1);
    }

    @Test
    void oneWayIsEnoughToPart() {
        Run run = barriers(Replay.of(5))
                .plan(FaultPlan.parse("at 1s: partition 3 > 0 10s; at 1s: partition 0 > 1 10s"))
                .run();
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 2);
    }
}
