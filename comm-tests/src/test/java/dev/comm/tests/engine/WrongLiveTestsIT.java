package dev.comm.tests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Wrong tests on real engines are red, and the first line says what to do. */
class WrongLiveTestsIT {
    private static final String[][] ON_LOOPBACK = {
        {"theStepNeverComes", "plan it for something that happens: step 2 REQUEST_RECEIVED did not come in the only run"
        },
        {"theSuspensionNeverComes", "plan it for something that happens: step 2 REQUEST_RECEIVED did not come in"},
        {"theTimeNeverComes", "plan it for something that happens: the time 3600000 ms did not come in the only run"},
        {"theCrashComesAfterTheRun", "plan it before cluster.run(): the run is over"},
        {"theAllowedErrorNeverComes", "remove cluster.mayThrow(IllegalStateException.class), or let the error happen"},
    };
    private static final String[][] ON_PROCESS = {
        {"thePlansNeverCome", "plan it for something that happens: step 1 REQUEST_RECEIVED did not come in the only run"
        },
        {"theProgramFillsAList", "use cluster.report(rank, key, value) in the program and run.report(rank, key,"},
        {"theCrashComesAfterTheRun", "plan it before cluster.run(): the run is over"},
    };

    @TempDir
    private Path folder;

    private Throwable thrown(Class<?> type, String method) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectMethod(type, method, "dev.comm.testkit.Cluster"))
                                .configurationParameter("comm.reports", folder.toString())
                                .configurationParameter("comm.corpus", folder.toString())
                                .build(),
                        summary);
        assertThat(summary.getSummary().getFailures()).as(method).hasSize(1);
        return summary.getSummary().getFailures().get(0).getException();
    }

    private Stream<DynamicTest> rows(Class<?> type, String[][] table) {
        return Stream.of(table)
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    String text = thrown(type, row[0]).getMessage();
                    assertThat(text.lines().findFirst().orElseThrow()).contains(row[1]);
                }));
    }

    @TestFactory
    Stream<DynamicTest> onLoopback() {
        return rows(WrongLiveTests.OnLoopback.class, ON_LOOPBACK);
    }

    @TestFactory
    Stream<DynamicTest> onProcess() {
        return rows(WrongLiveTests.OnProcess.class, ON_PROCESS);
    }
}
