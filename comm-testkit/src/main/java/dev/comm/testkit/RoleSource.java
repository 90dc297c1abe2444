package dev.comm.testkit;

import dev.comm.api.CommConfig;
import dev.comm.api.spi.RoleProvider;
import dev.comm.api.support.Providers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the sides of the protocol come from. */
@FunctionalInterface
interface RoleSource {
    /** Found once by name: thousands of runs must not search the class path again. */
    RoleSource FOUND = new RoleSource() {
        private final Map<String, RoleProvider> known = new ConcurrentHashMap<>();

        @Override
        public RoleProvider find(String name, CommConfig config) {
            return known.computeIfAbsent(name, key -> Providers.find(RoleProvider.class, key, config));
        }
    };

    /** The provider of {@code master} or {@code node}. */
    RoleProvider find(String name, CommConfig config);
}
