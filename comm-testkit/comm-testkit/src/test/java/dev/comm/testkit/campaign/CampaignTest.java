package dev.comm.testkit.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.comm.testkit.Capability;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Meetings;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.Scenario;
import dev.comm.testkit.Seed;
import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign plays and counts its seeds, and reduces a failure to the smallest case that fails in the same way. */
class CampaignTest {
    private static final FaultMix MIX = FaultMix.of(FaultKind.CRASH, FaultKind.FREEZE, FaultKind.SLOW);
    private static final Duration UNTIL = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void writeElsewhere() {
        settings.put("comm.reports", folder.resolve("reports").toString());
        settings.put("comm.corpus", folder.resolve("corpus").toString());
    }

    private Campaign campaign(Scenario scenario) {
        return Campaign.of("Test.campaign", scenario).settings(this::setting).seeds(12);
    }

    /** Returns a setting of the test. Properties of the caller of these tests do not change it. */
    private String setting(String name) {
        return settings.getOrDefault(name, DEFAULTS.get(name));
    }

    private static final Map<String, String> DEFAULTS =
            Map.of("comm.parallel", "1", "comm.shrink", "true", "comm.determinism", "0.25", "comm.seeds", "12");

    @Test
    void everySeedIsPlayedOnceAndAShareOfThemTwice() {
        List<Long> seeds = new ArrayList<>();
        Totals totals = campaign(cluster -> {
                    seeds.add(cluster.seed());
                    Meetings.declare(cluster).run();
                })
                .run();
        assertThat(totals.runs()).isEqualTo(12);
        assertThat(totals.repeated()).as("the first and every fourth").isEqualTo(4);
        assertThat(seeds).as("with the first once more at the end").hasSize(17);
        assertThat(seeds.stream().distinct()).hasSize(12);
        assertThat(totals.instances()).isEqualTo(12 * 4);
        assertThat(totals.toString()).startsWith("Test.campaign SIM: 12 runs, 48 instances, 0 % of them hit");
    }

    @Test
    void oneSeedIsReplayedWithNodesAndPlanIfTheyAreSaid() {
        settings.put("comm.seed", "0x5f1c");
        settings.put("comm.nodes", "2");
        settings.put("comm.plan", "at 30ms: crash 2");
        List<String> played = new ArrayList<>();
        campaign(cluster -> played.add(new Seed(cluster.seed()) + " " + cluster.size() + " "
                        + Meetings.declare(cluster).run().plan()))
                .run();
        assertThat(played).containsOnly("0x5f1c 3 at 30ms: crash 2");
    }

    @Test
    void theFixedBaseGivesTheSameSeedsAndARandomOneOthers() {
        assertThat(seedsPlayed()).isEqualTo(seedsPlayed());
        List<Long> fixed = seedsPlayed();
        settings.put("comm.seedBase", "random");
        assertThat(seedsPlayed()).hasSameSizeAs(fixed).doesNotContainAnyElementsOf(fixed);
    }

    private List<Long> seedsPlayed() {
        settings.put("comm.determinism", "0");
        List<Long> seeds = new ArrayList<>();
        campaign(cluster -> {
                    seeds.add(cluster.seed());
                    Meetings.declare(cluster).run();
                })
                .run();
        return seeds;
    }

    @Test
    void knownCasesComeFirst() throws IOException {
        Files.createDirectories(folder.resolve("corpus"));
        Files.writeString(folder.resolve("corpus/Test.campaign.txt"), "0xabc nodes=2 at 30ms: crash 1\n");
        settings.put("comm.determinism", "0");
        List<String> played = new ArrayList<>();
        Totals totals = campaign(cluster -> played.add(new Seed(cluster.seed()) + " "
                        + Meetings.declare(cluster).run().plan()))
                .run();
        assertThat(played).hasSize(13).startsWith("0xabc at 30ms: crash 1");
        assertThat(totals.corpus()).isEqualTo(1);
    }

    @Test
    void aFailureIsShrunkReportedAndRemembered() throws IOException {
        settings.put("comm.corpus.record", "true");
        CampaignFailure failure = catchThrowableOfType(
                CampaignFailure.class,
                () -> campaign(Meetings::nobodyDeparts)
                        .nodes(4)
                        .chaos(MIX, UNTIL)
                        .run());
        assertThat(failure)
                .hasMessageContainingAll(
                        "Test.campaign   seed " + new Seed(failure.seed()),
                        "somebody departed",
                        "minimal plan (1 of ",
                        "last events of ",
                        "replay:  mvn test -Dtest=CampaignTest#aFailureIsShrunkReportedAndRemembered -Dcomm.seed=",
                        " -Dcomm.seed=" + new Seed(failure.seed()),
                        "determinism verified",
                        "picture: add the artifact dev.comm:comm-testkit-live",
                        "it runs first");
        assertThat(failure.getCause()).hasMessage("somebody departed");
        assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo("nobodyDeparts");
        assertThat(failure.promise()).contains("Meetings.nobodyDeparts");
        assertThat(folder.resolve("reports/Test.campaign/failure.txt")).hasContent(failure.getMessage());
        assertThat(folder.resolve("reports/Test.campaign/failure.html")).doesNotExist();
        List<Case> known = new Corpus(folder.resolve("corpus"), "Test.campaign").cases();
        assertThat(known).hasSize(1);
        assertThat(known.get(0).plan().size()).isEqualTo(1);
        assertThat(known.get(0).nodes()).isLessThan(4);
    }

    @Test
    void aBrokenPromiseIsFoundByItsIdAndStaysTheSameWhileItIsShrunk() {
        CampaignFailure failure = catchThrowableOfType(
                CampaignFailure.class,
                () -> campaign(new Meetings())
                        .seeds(40)
                        .chaos(FaultMix.of(FaultKind.CRASH), UNTIL)
                        .mutate(ForgetsArrivals::onMaster)
                        .run());
        assertThat(failure.promise()).matches("[A-Z]\\d+");
        assertThat(failure.getMessage().lines().findFirst().orElse(""))
                .startsWith(failure.promise() + ": ")
                .contains(", at t=", ", occurrence ");
        assertThat(failure).hasMessageContaining(": crash ");
    }

    @Test
    void aPropertyThatBreaksIsReportedWithItsTime() {
        Scenario scenario = cluster -> {
            cluster.always("less than 20 ms", () -> cluster.now().toMillis() < 20);
            Meetings.declare(cluster).run();
        };
        assertThatThrownBy(() -> campaign(scenario).run())
                .isInstanceOf(CampaignFailure.class)
                .hasMessageContainingAll("always 'less than 20 ms'", "at t=", "no fault of a plan is needed");
    }

    @Test
    void whatNeverHoldsSometimesFailsTheCampaignUnlessThereWereTooFewSeeds() {
        Scenario scenario = cluster -> {
            cluster.sometimes("an hour passes", () -> cluster.now().toHours() > 0);
            cluster.sometimes("time passes", () -> !cluster.now().isZero());
            Meetings.declare(cluster).run();
        };
        assertThatThrownBy(() -> campaign(scenario).run())
                .hasMessageContaining("sometimes 'an hour passes' never held");
        settings.put("comm.seeds", "3");
        assertThat(campaign(scenario).run().sometimes()).containsEntry("time passes", 3);
        settings.put("comm.seed", "1");
        assertThat(campaign(scenario).run().runs()).isEqualTo(1);
    }

    @Test
    void aCampaignThatIsTooEasyFailsIfItHasToBeHard() {
        assertThatThrownBy(() -> campaign(new Meetings()).hard().run()).hasMessageContaining("too easy");
    }

    @Test
    void aScenarioThatDependsOnMoreThanItsSeedIsFoundWithTheFirstEventThatDiffers() {
        AtomicLong leak = new AtomicLong();
        Scenario scenario = cluster -> {
            long extra = leak.incrementAndGet();
            cluster.program(comm -> {
                comm.barrier();
                Cluster.pause(Duration.ofMillis(extra));
                comm.barrier();
            });
            cluster.run();
        };
        assertThatThrownBy(() -> campaign(scenario).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("does not repeat", "entry ", "first run [t=", "second run [t=");
    }

    @Test
    void aFailureThatDoesNotComeBackIsSaidToBeSo() {
        AtomicInteger plays = new AtomicInteger();
        Scenario scenario = cluster -> {
            Meetings.declare(cluster).run();
            if (plays.incrementAndGet() == 1) {
                throw new AssertionError("only once");
            }
        };
        assertThatThrownBy(() -> campaign(scenario).run())
                .isInstanceOf(CampaignFailure.class)
                .hasMessageContainingAll("only once", "determinism not verified", "did not fail");
    }

    @Test
    void aFailureOfAnotherKindIsNotTakenForTheSameWhileShrinking() {
        Scenario scenario = cluster -> {
            boolean crashed = !Meetings.declare(cluster).runUnchecked().struck().isEmpty();
            if (!crashed) {
                throw new IllegalStateException("nothing happened");
            }
            throw new AssertionError("something happened");
        };
        assertThatThrownBy(() -> campaign(scenario)
                        .plan("at 25ms: crash 1; at 26ms: crash 2")
                        .run())
                .hasMessageContainingAll("something happened", "minimal plan (1 of 2 faults");
    }

    @Test
    void severalThreadsFindTheSameFirstFailure() {
        List<Long> found = new ArrayList<>();
        for (String threads : List.of("1", "3")) {
            settings.put("comm.parallel", threads);
            CampaignFailure failure = catchThrowableOfType(
                    CampaignFailure.class,
                    () -> campaign(Meetings::nobodyDeparts).chaos(MIX, UNTIL).run());
            found.add(failure.seed());
        }
        assertThat(found.get(1)).isEqualTo(found.get(0));
    }

    @Test
    void severalThreadsGiveTheSameSums() {
        List<String> sums = Collections.synchronizedList(new ArrayList<>());
        for (String threads : List.of("1", "3")) {
            settings.put("comm.parallel", threads);
            Totals totals = campaign(new Meetings()).chaos(MIX, UNTIL).run();
            sums.add(totals.runs() + " " + totals.instances() + " " + totals.hit() + " " + totals.events() + " "
                    + totals.runTime());
        }
        assertThat(sums.get(1)).isEqualTo(sums.get(0));
    }

    @Test
    void theTimeThatIsOverEndsTheCampaignWithWhatItHad() {
        settings.put("comm.time.budget", "0");
        Totals totals = campaign(new Meetings()).run();
        assertThat(totals.runs()).isEqualTo(1);
        assertThat(totals.asked()).isEqualTo(12);
        assertThat(totals.toString()).contains("1 runs of 12 asked for");
    }

    @Test
    void boundsFromOutsideEndARunThatGoesOn() {
        settings.put("comm.sim.maxEvents", "50");
        assertThatThrownBy(() -> campaign(new Meetings()).run()).hasMessageContaining("does not come to an end");
        settings.remove("comm.sim.maxEvents");
        settings.put("comm.sim.maxVirtual", "5ms");
        assertThatThrownBy(() -> campaign(new Meetings()).run()).hasMessageContaining("B6");
    }

    @Test
    void aScenarioThatDoesNotRunItsClusterFails() {
        assertThatThrownBy(() -> campaign(cluster -> {}).run()).hasMessageContaining("did not run its cluster");
    }

    @Test
    void aMissingCapabilityIsNoFailureAndNoSuccess() {
        Scenario scenario = cluster -> {
            throw new MissingCapability(Capability.TERMINATE, Engine.SIM, "there are no signals");
        };
        assertThatThrownBy(() -> campaign(scenario).run()).isInstanceOf(MissingCapability.class);
    }

    @Test
    void everyStepOfEveryMemberIsHitByEachFault() {
        Totals totals = campaign(new Meetings())
                .nodes(2)
                .seeds(1)
                .everyStep(FaultKind.CRASH, FaultKind.FREEZE)
                .run();
        assertThat(totals.steps()).isGreaterThan(60);
        assertThat(totals.stepCases()).as("a freeze has two lengths").isEqualTo(3 * totals.steps());
        assertThat(totals.runs()).isEqualTo(totals.stepCases());
        assertThat(totals.faults()).as("each fault happened").isEqualTo(totals.stepCases());
        assertThat(totals.toString())
                .contains("every step: " + totals.steps() + " steps x 3 faults (crash, freeze 500ms, freeze 5s) = "
                        + totals.runs() + " runs");
    }

    @Test
    void theExhaustiveModeFindsABugAndSaysAtWhichStep() {
        assertThatThrownBy(() -> campaign(new Meetings())
                        .seeds(1)
                        .everyStep(FaultKind.CRASH)
                        .mutate(ForgetsArrivals::onMaster)
                        .run())
                .isInstanceOf(CampaignFailure.class)
                .hasMessageContainingAll("      step ", ": crash ", "'-Dcomm.plan=step ");
    }

    @Test
    void theExhaustiveModeIsBounded() {
        settings.put("comm.steps.max", "10");
        Totals totals =
                campaign(new Meetings()).seeds(1).everyStep(FaultKind.CRASH).run();
        assertThat(totals.runs()).isEqualTo(10);
        assertThat(totals.stepCases()).isGreaterThan(60);
        assertThat(totals.toString())
                .contains(" steps x 1 fault (crash) = " + totals.stepCases()
                        + " runs, of which comm.steps.max allows 10");
    }
}
