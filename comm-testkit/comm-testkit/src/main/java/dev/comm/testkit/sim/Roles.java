package dev.comm.testkit.sim;

import dev.comm.api.CommConfig;
import dev.comm.core.provider.Providers;
import dev.comm.core.role.RoleProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cache of the sides of the protocol by name, because thousands of runs must not search the class path again. */
final class Roles {
    private static final Map<String, RoleProvider> FOUND = new ConcurrentHashMap<>();

    private Roles() {}

    static RoleProvider find(String name, CommConfig config) {
        return FOUND.computeIfAbsent(name, key -> Providers.find(RoleProvider.class, key, config));
    }
}
