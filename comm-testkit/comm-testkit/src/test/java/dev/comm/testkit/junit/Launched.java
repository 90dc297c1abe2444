package dev.comm.testkit.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs sample tests as a build would, and keeps what came of each. */
@SuppressWarnings("exports")
public final class Launched implements TestExecutionListener {
    private final Map<String, TestExecutionResult> results = new LinkedHashMap<>();
    private final Map<String, String> entries = new LinkedHashMap<>();

    private Launched() {}

    /** Runs one method, with settings given as names and values in turn. */
    public static Launched method(Class<?> type, String method, String... settings) {
        return run(selectMethod(type, method(type, method)), settings);
    }

    private static java.lang.reflect.Method method(Class<?> type, String name) {
        for (java.lang.reflect.Method each : type.getDeclaredMethods()) {
            if (each.getName().equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException(type + " has no method " + name);
    }

    /** Runs a class. */
    public static Launched type(Class<?> type, String... settings) {
        return run(selectClass(type), settings);
    }

    private static Launched run(DiscoverySelector what, String... settings) {
        LauncherDiscoveryRequestBuilder builder =
                LauncherDiscoveryRequestBuilder.request().selectors(what);
        for (int i = 0; i < settings.length; i += 2) {
            builder.configurationParameter(settings[i], settings[i + 1]);
        }
        Launched launched = new Launched();
        LauncherDiscoveryRequest request = builder.build();
        // As a service JUnit finds it on the class path only; these tests run on the module path too.
        LauncherFactory.create().execute(request, launched);
        return launched;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            results.put(test.getDisplayName(), result);
        }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entries.putAll(entry.getKeyValuePairs());
    }

    /** Display names of all that ran. */
    public List<String> names() {
        return new ArrayList<>(results.keySet());
    }

    /** How the only test ended. */
    public TestExecutionResult only() {
        if (results.size() != 1) {
            throw new AssertionError("one test was expected: " + results);
        }
        return results.values().iterator().next();
    }

    /** How a test ended. */
    public TestExecutionResult of(String name) {
        return results.get(name);
    }

    /** What the only test threw. */
    public Throwable thrown() {
        return only().getThrowable().orElseThrow(() -> new AssertionError("it passed"));
    }

    /** What was published. */
    public Map<String, String> entries() {
        return entries;
    }
}
