package dev.comm.core.provider;

import dev.comm.api.CommConfig;
import dev.comm.api.NamedProvider;
import dev.comm.api.error.ProviderException;
import dev.comm.api.provider.ServiceSearch;
import java.security.CodeSource;
import java.util.List;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The providers of one service in all places, merged by class name, and the failures of providers that could not be
 * loaded.
 *
 * @param <P> type of the service
 */
final class ProviderSearch<P extends NamedProvider> {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderSearch.class);

    private final Class<P> service;
    private final ServiceSearch<P> search = new ServiceSearch<>();
    private List<P> found;

    private ProviderSearch(Class<P> service) {
        this.service = service;
    }

    /** Searches all places. */
    static <P extends NamedProvider> ProviderSearch<P> of(Class<P> service, CommConfig config) {
        ProviderSearch<P> places = new ProviderSearch<>(service);
        places.inLayer(config.layer());
        places.inLoader(config.loader());
        places.inLayer(ProviderSearch.class.getModule().getLayer());
        places.inLoader(Thread.currentThread().getContextClassLoader());
        places.inLoader(ProviderSearch.class.getClassLoader());
        places.found = places.search.found().stream().filter(places::isNamed).toList();
        return places;
    }

    private void inLayer(ModuleLayer layer) {
        if (layer != null) {
            search.add(ServiceLoader.load(layer, service));
        }
    }

    private void inLoader(ClassLoader loader) {
        if (loader != null) {
            search.add(ServiceLoader.load(service, loader));
        }
    }

    /** Returns whether a provider has a valid name. Otherwise this method records a failure. */
    private boolean isNamed(P provider) {
        String type = provider.getClass().getName();
        try {
            String name = provider.name();
            if (name != null && NamedProvider.isName(name)) {
                return true;
            }
            String sentence = "use 1 to 63 of a-z, 0-9 and -: " + type + " has the invalid name '" + name + "'";
            search.failed(sentence, new ProviderException(sentence));
        } catch (RuntimeException e) {
            search.failed(type + " failed to return its name: " + e, e);
        }
        return false;
    }

    /** Returns the providers with a name. */
    List<P> named(String name) {
        return found.stream().filter(each -> name.equals(each.name())).toList();
    }

    /** Returns the names of all providers found, sorted. */
    List<String> names() {
        return found.stream().map(NamedProvider::name).sorted().distinct().toList();
    }

    List<Throwable> failures() {
        return search.failures();
    }

    /** Returns the failures as the end of a sentence, or an empty text if there are none. */
    String failuresAsText() {
        return search.failuresAsText();
    }

    void warnOfFailures() {
        if (!failures().isEmpty()) {
            LOG.warn("ignoring some providers of {}{}", service.getSimpleName(), failuresAsText());
        }
    }

    /** Returns the name and location of a class. */
    static String place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return type.getName() + " of " + (source == null ? type.getModule() : source.getLocation());
    }
}
