package dev.comm.api;

import dev.comm.api.error.ProviderException;
import java.security.CodeSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The search for the only runtime. It covers the module layer of this API, the class loader of this API, and the
 * context loader of the thread. So the API may be in a parent loader or layer, and the runtime in a child.
 */
final class Runtimes {
    /** The number of failures after which the search of one place ends. */
    private static final int FAILURES_MAX = 100;

    private final Map<String, CommRuntime> found = new LinkedHashMap<>();
    private final Map<String, Throwable> failures = new LinkedHashMap<>();

    private Runtimes() {}

    /** Returns the runtime. A class that the search finds in several places counts as one runtime. */
    static CommRuntime current() {
        Runtimes search = new Runtimes();
        ModuleLayer layer = CommRuntime.class.getModule().getLayer();
        if (layer != null) {
            search.add(ServiceLoader.load(layer, CommRuntime.class));
        }
        search.add(ServiceLoader.load(CommRuntime.class, CommRuntime.class.getClassLoader()));
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            search.add(ServiceLoader.load(CommRuntime.class, context));
        }
        return search.only();
    }

    private void add(ServiceLoader<CommRuntime> loader) {
        Iterator<ServiceLoader.Provider<CommRuntime>> each = loader.stream().iterator();
        int failed = 0;
        boolean more = true;
        while (more && failed < FAILURES_MAX) {
            try {
                more = each.hasNext();
                if (more) {
                    create(each.next());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                failed++;
                failures.putIfAbsent(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private void create(ServiceLoader.Provider<CommRuntime> provider) {
        String type = provider.type().getName();
        if (!found.containsKey(type)) {
            found.put(type, provider.get());
        }
    }

    private CommRuntime only() {
        if (found.isEmpty()) {
            throw missing();
        }
        if (found.size() > 1) {
            throw new ProviderException("remove all runtimes of Comm but one: there are "
                    + found.values().stream().map(Runtimes::place).collect(Collectors.joining(" and ")));
        }
        return found.values().iterator().next();
    }

    private ProviderException missing() {
        String cure = "add the artifact dev.comm:comm-core (comm-master and comm-node bring it) to the class path or"
                + " module path; if it has another class loader than comm-api, set the thread's context loader to the"
                + " one that sees comm-core; if you build one jar of several, merge their files META-INF/services:"
                + " no runtime of Comm was found";
        if (failures.isEmpty()) {
            return new ProviderException(cure);
        }
        Iterator<Throwable> causes = failures.values().iterator();
        ProviderException missing = new ProviderException(cure + failuresAsText(), causes.next());
        causes.forEachRemaining(missing::addSuppressed);
        return missing;
    }

    private String failuresAsText() {
        return failures.entrySet().stream()
                .map(each -> each.getKey() + cause(each.getValue()))
                .collect(Collectors.joining("; ", "; could not be loaded: ", ""));
    }

    private static String cause(Throwable failure) {
        return failure.getCause() == null ? "" : " (" + failure.getCause() + ")";
    }

    private static String place(CommRuntime runtime) {
        CodeSource source = runtime.getClass().getProtectionDomain().getCodeSource();
        return runtime.getClass().getName() + " of "
                + (source == null ? runtime.getClass().getModule() : source.getLocation());
    }
}
