package dev.comm.testkit.engine;

import dev.comm.api.error.ProviderException;
import dev.comm.api.provider.ServiceSearch;
import java.util.List;
import java.util.ServiceLoader;
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

    private final Class<S> service;
    private final ServiceSearch<S> search = new ServiceSearch<>();

    private LiveArtifact(Class<S> service) {
        this.service = service;
    }

    /** Searches all places for a service. */
    public static <S> LiveArtifact<S> search(Class<S> service) {
        LiveArtifact<S> artifact = new LiveArtifact<>(service);
        ModuleLayer layer = LiveArtifact.class.getModule().getLayer();
        if (layer != null) {
            artifact.search.add(ServiceLoader.load(layer, service));
        }
        artifact.search.add(ServiceLoader.load(service, LiveArtifact.class.getClassLoader()));
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            artifact.search.add(ServiceLoader.load(service, context));
        }
        return artifact;
    }

    /** Returns the providers, or an empty list without the artifact. */
    public List<S> found() {
        return search.found();
    }

    /** Returns the error for a test that cannot go on, with every failure to load a provider. */
    public ProviderException missing(String reason) {
        String sentence = CURE + " (class path or module path): " + reason + ", and there is no "
                + service.getSimpleName() + " for it" + search.failuresAsText();
        ProviderException missing = new ProviderException(sentence);
        search.failures().forEach(missing::addSuppressed);
        return missing;
    }
}
