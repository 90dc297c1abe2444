package dev.comm.testkit.contract;

import java.util.Locale;
import org.junit.jupiter.api.Assumptions;

/** The few assertions that the contracts need; their errors are sentences for the author of a plug-in. */
final class Claim {
    private Claim() {}

    /** Fails with the sentence unless it holds. */
    static void that(boolean holds, String sentence, Object... values) {
        if (!holds) {
            throw broken(null, sentence, values);
        }
    }

    /** The error of a promise that is broken. */
    static AssertionError broken(Throwable cause, String sentence, Object... values) {
        return new AssertionError(String.format(Locale.ROOT, sentence, values), cause);
    }

    /** Ends the test as skipped unless it can be done here; the reason is reported. */
    static void possible(boolean is, String reason) {
        Assumptions.assumeTrue(is, reason);
    }
}
