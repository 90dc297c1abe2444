package dev.comm.testkit.contract;

import java.util.Locale;
import org.junit.jupiter.api.Assumptions;

/** The few assertions that the contracts need. Their errors are sentences for the author of a plug-in. */
final class Claim {
    private Claim() {}

    /** Fails with the sentence unless the condition holds. */
    static void that(boolean holds, String sentence, Object... values) {
        if (!holds) {
            throw broken(null, sentence, values);
        }
    }

    /** Returns the error of a broken promise. */
    static AssertionError broken(Throwable cause, String sentence, Object... values) {
        return new AssertionError(String.format(Locale.ROOT, sentence, values), cause);
    }

    /** Ends the test as skipped, with the reason, unless the condition holds. */
    static void possible(boolean is, String reason) {
        Assumptions.assumeTrue(is, reason);
    }
}
