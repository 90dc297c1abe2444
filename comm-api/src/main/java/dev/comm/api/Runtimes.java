package dev.comm.api;

import dev.comm.api.error.ProviderException;
import dev.comm.api.provider.ServiceSearch;
import java.security.CodeSource;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The search for the only runtime. It covers the module layer of this API, the class loader of this API, and the
 * context loader of the thread. So the API may be in a parent loader or layer, and the runtime in a child.
 */
final class Runtimes {
    private final ServiceSearch<CommRuntime> search = new ServiceSearch<>();

    private Runtimes() {}

    /** Returns the runtime. A class that the search finds in several places counts as one runtime. */
    static CommRuntime current() {
        Runtimes places = new Runtimes();
        ModuleLayer layer = CommRuntime.class.getModule().getLayer();
        if (layer != null) {
            places.search.add(ServiceLoader.load(layer, CommRuntime.class));
        }
        places.search.add(ServiceLoader.load(CommRuntime.class, CommRuntime.class.getClassLoader()));
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            places.search.add(ServiceLoader.load(CommRuntime.class, context));
        }
        return places.only();
    }

    private CommRuntime only() {
        List<CommRuntime> found = search.found();
        if (found.isEmpty()) {
            throw missing();
        }
        if (found.size() > 1) {
            throw new ProviderException("remove all runtimes of Comm but one: there are "
                    + found.stream().map(Runtimes::place).collect(Collectors.joining(" and ")));
        }
        return found.get(0);
    }

    private ProviderException missing() {
        String cure = "add the artifact dev.comm:comm-core (comm-master and comm-node bring it) to the class path or"
                + " module path; if it has another class loader than comm-api, set the thread's context loader to the"
                + " one that sees comm-core; if you build one jar of several, merge their files META-INF/services:"
                + " no runtime of Comm was found";
        List<Throwable> failures = search.failures();
        if (failures.isEmpty()) {
            return new ProviderException(cure);
        }
        ProviderException missing = new ProviderException(cure + search.failuresAsText(), failures.get(0));
        failures.stream().skip(1).forEach(missing::addSuppressed);
        return missing;
    }

    private static String place(CommRuntime runtime) {
        CodeSource source = runtime.getClass().getProtectionDomain().getCodeSource();
        return runtime.getClass().getName() + " of "
                + (source == null ? runtime.getClass().getModule() : source.getLocation());
    }
}
