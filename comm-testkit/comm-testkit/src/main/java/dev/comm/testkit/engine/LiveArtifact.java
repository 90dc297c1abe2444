package dev.comm.testkit.engine;

import dev.comm.api.error.ProviderException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The search for the providers of the artifact comm-testkit-live. It searches the module layer of the test kit, its
 * class loader, and the context loader of the thread. A class that is found twice counts as one provider.
 *
 * @param <S> a service that this module uses
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LiveArtifact<S> {
    /** The cure for a missing artifact. */
    public static final String CURE = "add the artifact dev.comm:comm-testkit-live to the dependencies of the test";

    /** The number of failures after which the search leaves a place. */
    private static final int FAILURES_MAX = 100;

    private final Class<S> service;
    private final Map<String, S> found = new LinkedHashMap<>();
    private final Map<String, Throwable> failures = new LinkedHashMap<>();

    private LiveArtifact(Class<S> service) {
        this.service = service;
    }

    /** Searches all places for a service. */
    public static <S> LiveArtifact<S> search(Class<S> service) {
        LiveArtifact<S> search = new LiveArtifact<>(service);
        ModuleLayer layer = LiveArtifact.class.getModule().getLayer();
        if (layer != null) {
            search.add(ServiceLoader.load(layer, service));
        }
        search.add(ServiceLoader.load(service, LiveArtifact.class.getClassLoader()));
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            search.add(ServiceLoader.load(service, context));
        }
        return search;
    }

    private void add(ServiceLoader<S> loader) {
        Iterator<ServiceLoader.Provider<S>> each = loader.stream().iterator();
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

    private void create(ServiceLoader.Provider<S> provider) {
        String type = provider.type().getName();
        if (!found.containsKey(type)) {
            found.put(type, provider.get());
        }
    }

    /** Returns the providers, or an empty list without the artifact. */
    public List<S> found() {
        return List.copyOf(found.values());
    }

    /** Returns the error for a test that cannot go on, with every failure to load a provider. */
    public ProviderException missing(String reason) {
        String sentence = CURE + " (class path or module path): " + reason + ", and there is no "
                + service.getSimpleName() + " for it" + failuresAsText();
        ProviderException missing = new ProviderException(sentence);
        failures.values().forEach(missing::addSuppressed);
        return missing;
    }

    private String failuresAsText() {
        return failures.isEmpty()
                ? ""
                : failures.keySet().stream().collect(Collectors.joining("; ", "; could not be loaded: ", ""));
    }
}
