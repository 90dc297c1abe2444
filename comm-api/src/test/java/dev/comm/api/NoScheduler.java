package dev.comm.api;

import dev.comm.api.settings.Surroundings;
import java.util.function.UnaryOperator;

/** Sources of settings for tests that have no scheduler. */
final class NoScheduler {
    private NoScheduler() {}

    /** Returns these properties and variables without a scheduler. */
    static Surroundings with(UnaryOperator<String> properties, UnaryOperator<String> variables) {
        return new Surroundings(properties, variables, Surroundings.NONE.scheduler());
    }
}
