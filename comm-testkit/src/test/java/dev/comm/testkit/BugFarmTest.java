package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.machine.Machine;
import dev.comm.testkit.sim.SimulationError;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each protocol that is wrong on purpose has to be found, by the promise that it breaks. */
class BugFarmTest {
    private static final int SEEDS_MAX = 150;

    static Stream<Arguments> bugs() {
        return Stream.of(
                onMaster("B3", BugFarm.ReleasesTooEarly::new),
                onMaster("B2", BugFarm.CountsTheDead::new),
                onMaster("B1", BugFarm.DiffersByReceiver::new),
                onMaster("B12", BugFarm.DiffersByReceiver::new),
                onMaster("B7", BugFarm.ServesTheFenced::new),
                onMaster("B6", BugFarm.LosesTimers::new),
                onNodes("B4", BugFarm.LosesTimers::new),
                onMaster("B5", BugFarm.OverlooksEnds::new),
                onMaster("B4", BugFarm.BuriesTheLiving::new),
                onMaster("B5", BugFarm.LosesArrivals::new),
                onMaster("B5", BugFarm.LosesTimers::new),
                onMaster("B8", BugFarm.TurnsEpochsBack::new),
                onMaster("B10", BugFarm.Throws::new),
                onMaster("B11", BugFarm.IgnoresTheQuorum::new),
                onMaster("C1", BugFarm.MixesUpRanks::new),
                onNodes("D1", BugFarm.CutsParts::new),
                onMaster("R1", BugFarm.CutsParts::new),
                onMaster("P1", BugFarm.RepeatsMessages::new),
                onMaster("P1", BugFarm.LosesMessages::new),
                Arguments.of("T2", "LosesResults", at(0, BugFarm.LosesResults::new), workload(TaskWorkload::cluster)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("bugs")
    void isFound(
            String promise,
            String bug,
            BiFunction<Integer, Machine, Machine> mutation,
            Function<Replay, SimCluster> workload) {
        TreeSet<String> broken = new TreeSet<>();
        for (long seed : Seeds.of("farm", SEEDS_MAX).toArray()) {
            broken.addAll(brokenBy(workload.apply(Replay.of(seed).mutated(mutation))));
            if (broken.contains(promise)) {
                return;
            }
        }
        assertThat(broken).as("promises that %s breaks", bug).contains(promise);
    }

    private static List<String> brokenBy(SimCluster cluster) {
        try {
            return cluster.runUnchecked().breaches().stream()
                    .map(breach -> breach.substring(0, breach.indexOf(':')))
                    .toList();
        } catch (SimulationError livelock) {
            return List.of("livelock");
        }
    }

    private static Arguments onMaster(String promise, UnaryOperator<Machine> bug) {
        return Arguments.of(promise, nameOf(bug), at(0, bug), workload(SpmdWorkload::cluster));
    }

    private static Arguments onNodes(String promise, UnaryOperator<Machine> bug) {
        BiFunction<Integer, Machine, Machine> mutation =
                (process, machine) -> process > 0 ? bug.apply(machine) : machine;
        return Arguments.of(promise, nameOf(bug) + " on nodes", mutation, workload(SpmdWorkload::cluster));
    }

    private static BiFunction<Integer, Machine, Machine> at(int number, UnaryOperator<Machine> bug) {
        return (process, machine) -> process == number ? bug.apply(machine) : machine;
    }

    private static Function<Replay, SimCluster> workload(Function<Replay, SimCluster> cluster) {
        return cluster;
    }

    private static String nameOf(UnaryOperator<Machine> bug) {
        return bug.apply(null).getClass().getSimpleName();
    }
}
