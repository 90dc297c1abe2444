package dev.comm.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.testkit.campaign.CampaignFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** What users see of a cluster test: its parameters, its settings, and above all its messages. */
class ClusterExtensionTest {
    @TempDir
    private Path folder;

    private Launched launch(Class<?> type, String method, String... more) {
        String[] settings = new String[more.length + 4];
        settings[0] = "comm.reports";
        settings[1] = folder.toString();
        settings[2] = "comm.corpus";
        settings[3] = folder.resolve("corpus").toString();
        System.arraycopy(more, 0, settings, 4, more.length);
        return Launched.method(type, method, settings);
    }

    @Test
    void aFailureSaysTheSeedThePlanTheCommandAndTheFilesAndKeepsTheStack() {
        Launched launched = launch(Samples.Believers.class, "nobodyIsLost");
        assertThat(launched.thrown()).isInstanceOf(CampaignFailure.class);
        CampaignFailure failure = (CampaignFailure) launched.thrown();
        String seed = "0x" + Long.toHexString(failure.seed());
        assertThat(failure)
                .hasMessageContainingAll(
                        "Samples.Believers.nobodyIsLost   seed " + seed,
                        "somebody was lost",
                        "minimal plan (1 of ",
                        ": crash ",
                        "mvn test -Dtest=Samples$Believers#nobodyIsLost -Dcomm.seed=" + seed,
                        "picture: add the artifact dev.comm:comm-testkit-live",
                        "Repro_" + seed.substring(2) + ".java",
                        "determinism verified");
        assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo("assertNobodyLost");
        assertThat(failure.getCause()).hasMessage("somebody was lost");
        assertThat(launched.entries()).containsEntry("comm.seed", seed);
        assertThat(Path.of(failure.replayClass().orElseThrow())).exists();
    }

    @Test
    void theSeedOfAFailureFailsAgainAndAnotherDoesNotRun() {
        CampaignFailure first = (CampaignFailure)
                launch(Samples.Believers.class, "nobodyIsLost").thrown();
        String seed = "0x" + Long.toHexString(first.seed());
        CampaignFailure again = (CampaignFailure) launch(Samples.Believers.class, "nobodyIsLost", "comm.seed", seed)
                .thrown();
        assertThat(again.seed()).isEqualTo(first.seed());
        assertThat(again.promise()).isEqualTo(first.promise());
        assertThat(again).hasMessageContaining("run 1 of 1");
    }

    @Test
    void theExhaustiveModeNamesTheStep() {
        assertThat(launch(Samples.Believers.class, "nobodyIsLostAtAnyStep").thrown())
                .hasMessageContainingAll("somebody was lost", "      step ", ": crash ", " steps x 1 fault (crash) = ");
    }

    @Test
    void seedsAndPlanOfTheAnnotationAreTakenInInnerClassesToo() {
        assertThat(launch(Samples.Believers.Inside.class, "nobodyIsLost").thrown())
                .hasMessageContainingAll(
                        "Samples.Believers.Inside.nobodyIsLost   seed 0x5  (run 1 of 2",
                        "-Dtest=Samples$Believers$Inside#nobodyIsLost -Dcomm.seed=0x5");
    }

    @Test
    void everyPartOfAClusterCanBeAskedForBesideThoseOfJUnit() {
        Samples.SEEN.clear();
        Launched launched = launch(Samples.Curious.class, "everyPart", "comm.determinism", "0");
        assertThat(launched.only().getStatus()).isEqualTo(Status.SUCCESSFUL);
        assertThat(launched.names()).containsExactly("SIM");
        assertThat(Samples.SEEN).hasSize(4).containsOnly("1 true 2 true true true true SIM");
        assertThat(launched.entries().get("comm.totals")).startsWith("Samples.Curious.everyPart SIM: 4 runs");
    }

    @Test
    void howManySeedsIsSaidFromOutside() {
        Launched launched = launch(Samples.Curious.class, "everyPart", "comm.seeds", "7");
        assertThat(launched.entries().get("comm.totals")).contains(": 7 runs");
    }

    @Test
    void whatAnEngineCannotDoAbortsTheTestWithItsReason() {
        Launched launched = launch(Samples.Demanding.class, "memoryOfASimulation");
        assertThat(launched.only().getStatus()).isEqualTo(Status.ABORTED);
        assertThat(launched.thrown()).hasMessageContainingAll("SIM cannot do EXHAUST_MEMORY");
        assertThat(launched.entries().get("comm.skipped")).contains("EXHAUST_MEMORY");
    }

    @Test
    void eachEngineIsATestOfItsOwn() {
        Launched launched = launch(Samples.Demanding.class, "aSimulationOnRealSockets");
        assertThat(launched.names()).containsExactly("SIM", "LOOPBACK");
        assertThat(launched.of("SIM").getStatus()).isEqualTo(Status.SUCCESSFUL);
        assertThat(launched.of("LOOPBACK").getStatus()).isEqualTo(Status.ABORTED);
        assertThat(launched.of("LOOPBACK").getThrowable().orElseThrow()).hasMessageContaining("simulated cluster");
    }

    @Test
    void theEngineIsSaidFromOutside() {
        Launched launched = launch(Samples.Demanding.class, "aSimulationOnRealSockets", "comm.engine", "sim");
        assertThat(launched.names()).containsExactly("SIM");
    }

    @Test
    void anEngineWhoseArtifactIsMissingFailsTheTestAndNamesIt() {
        for (String engine : List.of("LOOPBACK", "PROCESS")) {
            Launched launched = launch(Samples.Believers.class, "nobodyIsLost", "comm.engine", engine);
            assertThat(launched.only().getStatus()).isEqualTo(Status.FAILED);
            assertThat(launched.thrown())
                    .hasMessageStartingWith(
                            "add the artifact dev.comm:comm-testkit-live to the dependencies of the test")
                    .hasMessageContaining("the test asks for the engine " + engine);
        }
    }

    @Test
    void aTestThatDoesNotEndFailsWithADumpOfAllThreads() {
        assertThat(launch(Samples.Endless.class, "waitsForSomebody").thrown())
                .hasMessageContainingAll(
                        "did not end within PT0.3S", "comm.test.timeout", "waitsForSomebody", "CountDownLatch.await");
    }

    @Test
    void aTestThatRunsNothingFails() {
        assertThat(launch(Samples.Odd.class, "runsNothing").thrown()).hasMessageContaining("did not run its cluster");
    }

    @Test
    void whatIsThrownBeforeTheRunIsReportedWithItsClass() {
        assertThat(launch(Samples.Odd.class, "throwsBeforeTheRun").thrown())
                .hasMessageContaining("java.lang.IllegalStateException: not declared yet");
    }

    @Test
    void anAssumptionThatDoesNotHoldAbortsTheTest() {
        Launched launched = launch(Samples.Odd.class, "assumesInVain");
        assertThat(launched.only().getStatus()).isEqualTo(Status.ABORTED);
        assertThat(launched.thrown()).hasMessageContaining("there is no moon");
    }

    @Test
    void aFailureIsAddedToTheCorpusAndRunsFirstFromThenOn() throws Exception {
        launch(Samples.Believers.class, "nobodyIsLost", "comm.corpus.record", "true");
        Path file = folder.resolve("corpus/Samples.Believers.nobodyIsLost.txt");
        assertThat(Files.readString(file)).contains("somebody was lost", "nodes=");
        assertThat(launch(Samples.Believers.class, "nobodyIsLost").thrown()).hasMessageContaining("run 1 of 21");
    }
}
