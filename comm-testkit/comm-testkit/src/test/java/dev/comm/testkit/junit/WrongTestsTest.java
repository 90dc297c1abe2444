package dev.comm.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Wrong tests are red, and the first line says what to do or which rank threw what. */
class WrongTestsTest {
    private static final String[][] PROGRAMS = {
        {"anAssertionFailsOnOneRank", "the program of rank 2 threw org.opentest4j.AssertionFailedError: expected: <2>"},
        {"aNullIsUnboxed", "the program of rank 1 threw java.lang.NullPointerException"},
        {"aRecordIsNotDeclared", "SerializationException: add the artifact dev.comm:comm-serialization-java"},
        {"theProgramSleeps", "use Cluster.pause in place of Thread.sleep: node-1 thread 'main' sleeps in real time at "
        },
        {"theProgramSleeps", "(WrongTests.java:"},
        {"theProgramWaitsForALatch", "wait by Comm's calls, Cluster.pause or Cluster.await: node-1 thread 'main'"},
        {"theProgramWaitsForALatch", "waits outside of the simulation at dev.comm.testkit.junit.WrongTests"},
        {"aTimeoutEscapesWithoutAnyFault", "without rank 3"},
        {"everyThrowableIsAllowed", "name the narrowest type that the program throws, for example cluster.mayThrow("},
        {"everyThrowableIsAllowed", "Throwable would also allow the assertions of the test to fail"},
        {"everyErrorIsAllowed", "Error would also allow the assertions of the test to fail"},
        {"assertionsAreAllowed", "AssertionError would also allow the assertions of the test to fail"},
        {"theAssertionsOfALibraryAreAllowed", "AssertionFailedError would also allow the assertions of the test"},
        {"anAssertionHidesInAnAllowedException", "threw java.util.concurrent.CompletionException: org.opentest4j"},
        {"aHandlerAssertsInVain", "threw org.opentest4j.AssertionFailedError: too small"},
    };
    private static final String[][] SCENARIOS = {
        {"noProgram", "say what the members do before cluster.run(), by cluster.program(…)"},
        {"theRunIsForgotten", "call cluster.run(), on the cluster that the test takes as its parameter"},
        {"noClusterIsAskedFor", "call cluster.run(), on the cluster that the test takes as its parameter"},
        {"nodeSevenOfThree", "use a rank from 0 (the master) to 3: this cluster has no rank 7"},
        {"nodeZero", "use cluster.master() for rank 0: nodes have ranks from 1 to 3"},
        {"aProgramForRankSeven", "use a rank from 0 (the master) to 3: this cluster has no rank 7"},
        {"theSecondProgramTakesThePlaceOfTheFirst", "say what all ranks do once and first"},
        {"twoRunsOfOneCluster", "use a new cluster for each run: this one has run already"},
        {"noNodes", "write nodes = 3, or another number from 1: this @ClusterTest has nodes = 0"},
        {"noSeeds", "write seeds = 50, or another number from 1: this @ClusterTest has seeds = 0"},
        {"fewerThanNoSeeds", "write seeds = 50, or another number from 1: this @ClusterTest has seeds = -5"},
        {"noLiveSeeds", "write liveSeeds = 1, or another number from 1: this @ClusterTest has liveSeeds = 0"},
        {"fewerNodesAtMostThanAtLeast", "write mostNodes = 6, or another number from nodes = 5: this @ClusterTest has"},
        {"aTimeInWords", "write until = \"25s\", or another time like 500ms, 30s, 5m or PT1M30S: this @ClusterTest has"
        },
        {"aTimeInWords", "this @ClusterTest has until = \"ten seconds\""},
        {"noTimeForChaos", "this @ClusterTest has until = \"0s\""},
        {"aTimeoutInWords", "write timeout = \"10m\", or another time like 500ms, 30s, 5m or PT1M30S: this @ClusterTest"
        },
        {"aTimeoutWithoutEnd", "this @ClusterTest has timeout = \"99999999999999999999d\""},
        {"aPlanInWords", "write plan = \"at 150ms: crash 2\", or another plan as a report writes it: this @ClusterTest"
        },
        {"aPlanInWords", "this @ClusterTest has plan = \"crash node 2\""},
        {"anEngineThatIsNotThere", "comm-testkit-live"},
        {"aReportThatNobodyMade", "rank 0 did not report 'sum'"},
    };
    private static final String[][] PLANS = {
        {"theCrashComesAfterTheRun", "plan it before cluster.run(): the run is over"},
        {"theActionComesAfterTheEnd", "plan it for something that happens: the time 10000 ms came in none of 3 runs"},
        {"theStepNeverComes", "plan it for something that happens: step 2 REQUEST_RECEIVED came in none of 3 runs"},
        {"theSuspensionNeverComes", "plan it for something that happens: step 2 REQUEST_RECEIVED came in none of 3 runs"
        },
        {
            "anAllowedErrorNeverComes",
            "remove cluster.mayThrow(2, IllegalStateException.class), or let the error happen: it"
        },
        {"anAllowedErrorNeverComes", "it came in none of 3 runs"},
        {"anAllowedErrorNeverComesAtAnyStep", "remove cluster.mayThrow(IllegalStateException.class), or let the error"},
        {"anActionAsserts", "expected: <1> but was: <2>"},
        {"aListenerAsserts", "time goes backwards"},
        {"aPropertyThrows", "always 'the sum is right': threw java.lang.IndexOutOfBoundsException"},
        {"somethingNeverHolds", "make the runs longer or harder, or give them more seeds: sometimes 'a node is lost'"},
    };
    private static final String[][] SHARED_STATE = {
        {"aListInAFieldKeepsTheValuesOfAllSeeds", "create the objects that a run changes inside of the test method: a"},
        {"aListInAFieldKeepsTheValuesOfAllSeeds", "ended with no error and then with org.opentest4j.AssertionFailedE"},
        {"aStaticCounterChangesLaterRuns", "create the objects that a run changes inside of the test method: a field"},
    };

    @TempDir
    private Path folder;

    private TestExecutionResult result(Class<?> type, String method) {
        String patience = System.getProperty("comm.sim.patience");
        System.setProperty("comm.sim.patience", "2");
        try {
            return Launched.method(type, method, "comm.reports", folder.toString(), "comm.corpus", folder.toString())
                    .only();
        } finally {
            if (patience == null) {
                System.clearProperty("comm.sim.patience");
            } else {
                System.setProperty("comm.sim.patience", patience);
            }
        }
    }

    private Stream<DynamicTest> rows(Class<?> type, String[][] table) {
        return Stream.of(table)
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    TestExecutionResult result = result(type, row[0]);
                    assertThat(result.getStatus()).isEqualTo(Status.FAILED);
                    assertThat(firstLine(result.getThrowable().orElseThrow())).contains(row[1]);
                }));
    }

    private static String firstLine(Throwable error) {
        return error.getMessage().lines().findFirst().orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> wrongPrograms() {
        return rows(WrongTests.Programs.class, PROGRAMS);
    }

    @TestFactory
    Stream<DynamicTest> wrongScenarios() {
        return rows(WrongTests.Scenarios.class, SCENARIOS);
    }

    @TestFactory
    Stream<DynamicTest> sharedState() {
        return rows(WrongTests.SharedState.class, SHARED_STATE);
    }

    @TestFactory
    Stream<DynamicTest> wrongPlans() {
        return rows(WrongTests.Plans.class, PLANS);
    }

    /** JUnit's own sentence names the parameter; the manual says what to do. */
    @Test
    void aPlainTestIsRefusedByJUnit() {
        TestExecutionResult result = result(WrongTests.Scenarios.class, "aPlainTest");
        assertThat(result.getStatus()).isEqualTo(Status.FAILED);
        assertThat(firstLine(result.getThrowable().orElseThrow()))
                .startsWith("No ParameterResolver registered for parameter [dev.comm.testkit.Cluster ");
    }
}
