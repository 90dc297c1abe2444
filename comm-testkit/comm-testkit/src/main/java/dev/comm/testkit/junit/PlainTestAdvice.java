package dev.comm.testkit.junit;

import org.apiguardian.api.API;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is wrong with a test that asks for a part of a cluster but is no {@link ClusterTest}. JUnit finds this
 * listener as a service, if the kit is on the class path. It says so in the log, and in the failure itself as a
 * suppressed exception.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@SuppressWarnings("exports")
public final class PlainTestAdvice implements TestExecutionListener {
    private static final Logger LOG = LoggerFactory.getLogger("comm.testkit");

    /** Made by JUnit. */
    public PlainTestAdvice() {}

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().filter(PlainTestAdvice::lacksCluster).ifPresent(error -> {
            String advice = "use @ClusterTest in place of @Test: " + test.getLegacyReportingName()
                    + " has a parameter that only @ClusterTest gives";
            error.addSuppressed(new IllegalStateException(advice));
            LOG.error("{}", advice);
        });
    }

    private static boolean lacksCluster(Throwable error) {
        String message = String.valueOf(error.getMessage());
        return message.startsWith("No ParameterResolver registered for parameter [")
                && message.contains("[dev.comm.testkit.");
    }
}
