package org.example.fits;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the tests of this project as a build tool would, and prints how they ended. */
public final class Tests {
    private Tests() {}

    /** Prints one line for each class. */
    public static void main(String[] arguments) {
        for (Class<?> test : List.of(LineFitTest.class, LineSerializerTest.class)) {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(test))
                    .build();
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create().execute(request, listener);
            TestExecutionSummary summary = listener.getSummary();
            summary.getFailures().forEach(failure -> failure.getException().printStackTrace(System.out));
            System.out.println(test.getSimpleName() + ": " + summary.getTestsSucceededCount() + " succeeded, "
                    + summary.getTestsAbortedCount() + " not possible, " + summary.getTestsFailedCount() + " failed");
        }
    }
}
