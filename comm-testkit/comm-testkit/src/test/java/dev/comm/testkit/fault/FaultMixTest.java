package dev.comm.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultMixTest {
    private static final Duration UNTIL = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9})
    void everyDrawnPlanIsReadBackFromItsText(int size) {
        FaultMix mix = FaultMix.everything();
        for (FaultKind kind : FaultKind.values()) {
            mix = mix.withMaster(kind, 0.3);
        }
        for (int seed = 0; seed < 500; seed++) {
            FaultPlan plan = mix.draw(new SplittableRandom(seed), size, UNTIL);
            assertThat(FaultPlan.parse(plan.toString())).isEqualTo(plan);
        }
    }

    @Test
    void theSameSeedGivesTheSamePlan() {
        for (int seed = 0; seed < 100; seed++) {
            FaultPlan plan = FaultMix.everything().draw(new SplittableRandom(seed), 4, UNTIL);
            assertThat(FaultMix.everything().draw(new SplittableRandom(seed), 4, UNTIL))
                    .isEqualTo(plan);
        }
    }

    @Test
    void eachRunSeesItsOwnKindsAsOftenAsTheMixSays() {
        FaultMix mix = FaultMix.of(FaultKind.CRASH, FaultKind.CUT)
                .with(FaultKind.VANISH, 0.1)
                .with(FaultKind.FREEZE, 1);
        Map<FaultKind, Integer> runs = new EnumMap<>(FaultKind.class);
        for (int seed = 0; seed < 1_000; seed++) {
            EnumSet<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
            mix.draw(new SplittableRandom(seed), 4, UNTIL)
                    .faults()
                    .forEach(each -> kinds.add(each.fault().kind()));
            kinds.forEach(kind -> runs.merge(kind, 1, Integer::sum));
        }
        assertThat(runs).containsOnlyKeys(FaultKind.CRASH, FaultKind.VANISH, FaultKind.FREEZE, FaultKind.CUT);
        assertThat(runs.get(FaultKind.FREEZE)).isGreaterThan(950);
        assertThat(runs.get(FaultKind.CRASH)).isBetween(380, 550);
        assertThat(runs.get(FaultKind.VANISH)).isBetween(50, 140);
    }

    @Test
    void aMixIsNeverWithoutFaultsIfNodesMayBeHit() {
        for (int seed = 0; seed < 200; seed++) {
            assertThat(FaultMix.of(FaultKind.CRASH)
                            .share(1, 1)
                            .draw(new SplittableRandom(seed), 3, UNTIL)
                            .faults())
                    .hasSizeGreaterThan(30);
        }
    }

    @Test
    void aKindWithoutProbabilityIsNeverDrawnNotEvenWhenNothingElseIs() {
        FaultMix mix = FaultMix.of(FaultKind.CUT).with(FaultKind.CRASH, 0).share(1, 1);
        for (int seed = 0; seed < 200; seed++) {
            assertThat(mix.draw(new SplittableRandom(seed), 3, UNTIL).faults())
                    .isNotEmpty()
                    .allMatch(each -> each.fault().kind() == FaultKind.CUT);
        }
    }

    @Test
    void everythingIsAllKindsButThoseThatTcpKeepsAway() {
        EnumSet<FaultKind> kinds = EnumSet.allOf(FaultKind.class);
        kinds.removeAll(EnumSet.of(FaultKind.CORRUPT, FaultKind.LOSE));
        assertThat(FaultMix.everything().onNodes()).containsOnlyKeys(kinds.toArray(FaultKind[]::new));
    }

    @Test
    void whomItSparesIsNeverHit() {
        FaultMix mix = FaultMix.everything().sparing(List.of(2, 3));
        for (int seed = 0; seed < 300; seed++) {
            for (PlannedFault each :
                    mix.draw(new SplittableRandom(seed), 4, UNTIL).faults()) {
                String[] words = each.fault().toString().split(" ");
                if (each.fault() instanceof Fault.Partition partition) {
                    assertThat(partition.left().contains(0) ? partition.right() : partition.left())
                            .containsExactly(1);
                } else if (!words[0].equals("stranger") && !words[0].equals("slow-loris")) {
                    assertThat(words[1]).as(each.toString()).isIn("0", "1");
                }
            }
        }
    }

    @Test
    void nobodyLeftToHitMeansNoFault() {
        assertThat(FaultMix.of(FaultKind.CRASH).draw(new SplittableRandom(1), 1, UNTIL))
                .isEqualTo(FaultPlan.NONE);
        assertThat(FaultMix.of().draw(new SplittableRandom(1), 4, UNTIL)).isEqualTo(FaultPlan.NONE);
    }

    @Test
    void whatAnEngineCannotDoCanBeLeftOut() {
        FaultMix mix = FaultMix.usual().only(kind -> kind == FaultKind.CRASH);
        assertThat(mix.onNodes()).containsOnlyKeys(FaultKind.CRASH);
        assertThat(mix.onMaster()).containsOnlyKeys(FaultKind.CRASH);
        assertThat(FaultMix.usual().isLenient()).isTrue();
        assertThat(FaultMix.of(FaultKind.CRASH).isLenient()).isFalse();
    }

    @Test
    void aProbabilityIsBetweenZeroAndOne() {
        assertThatThrownBy(() -> FaultMix.usual().with(FaultKind.CRASH, 1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> FaultMix.usual().share(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
