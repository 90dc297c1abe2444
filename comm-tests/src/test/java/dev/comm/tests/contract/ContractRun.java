package dev.comm.tests.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A run of a contract inside of a test, with the result of each promise. */
final class ContractRun implements TestExecutionListener {
    private final Map<String, TestExecutionResult> results = new TreeMap<>();

    private ContractRun() {}

    /** Runs the given promises, or all promises if none is given. */
    static ContractRun of(Class<?> author, String... promises) {
        ContractRun run = new ContractRun();
        PostDiscoveryFilter filter = test -> FilterResult.includedIf(isWanted(test, promises));
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(author))
                                .filters(filter)
                                .build(),
                        run);
        return run;
    }

    private static boolean isWanted(TestDescriptor test, String... promises) {
        return promises.length == 0
                || !test.isTest()
                || new TreeSet<>(java.util.List.of(promises)).contains(name(test.getSource()));
    }

    private static String name(Optional<?> source) {
        return source.filter(MethodSource.class::isInstance)
                .map(found -> ((MethodSource) found).getMethodName())
                .orElse("");
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() || result.getStatus() != Status.SUCCESSFUL) {
            results.put(test.isTest() ? name(test.getSource()) : test.getDisplayName(), result);
        }
    }

    /** Returns the number of tested promises. */
    int count() {
        return results.size();
    }

    /** Returns the promises with the given result. */
    TreeSet<String> ended(Status status) {
        TreeSet<String> names = new TreeSet<>();
        results.forEach((name, result) -> {
            if (result.getStatus() == status) {
                names.add(name);
            }
        });
        return names;
    }

    /** Returns the message of a broken promise. */
    String message(String promise) {
        return results.get(promise).getThrowable().map(Throwable::getMessage).orElse("");
    }
}
