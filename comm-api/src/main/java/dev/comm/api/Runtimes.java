package dev.comm.api;

import dev.comm.api.error.ProviderException;
import java.util.ServiceLoader;

/** Finds the runtime, which this module provides. */
final class Runtimes {
    private Runtimes() {}

    static CommRuntime current() {
        return ServiceLoader.load(CommRuntime.class, CommRuntime.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ProviderException("comm-api is incomplete: its runtime was not found"));
    }
}
