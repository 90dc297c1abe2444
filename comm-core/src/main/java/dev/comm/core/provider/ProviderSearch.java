package dev.comm.core.provider;

import dev.comm.api.CommConfig;
import dev.comm.api.NamedProvider;
import dev.comm.api.error.ProviderException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
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

    /** The number of failures after which the search of one loader ends. */
    private static final int FAILURES_MAX = 100;

    private final Class<P> service;
    private final Map<String, P> found = new LinkedHashMap<>();
    private final Map<String, Throwable> failures = new LinkedHashMap<>();

    private ProviderSearch(Class<P> service) {
        this.service = service;
    }

    /** Searches all places. */
    static <P extends NamedProvider> ProviderSearch<P> of(Class<P> service, CommConfig config) {
        ProviderSearch<P> search = new ProviderSearch<>(service);
        search.inLayer(config.layer());
        search.inLoader(config.loader());
        search.inLayer(ProviderSearch.class.getModule().getLayer());
        search.inLoader(Thread.currentThread().getContextClassLoader());
        search.inLoader(ProviderSearch.class.getClassLoader());
        return search;
    }

    private void inLayer(ModuleLayer layer) {
        if (layer != null) {
            add(ServiceLoader.load(layer, service));
        }
    }

    private void inLoader(ClassLoader loader) {
        if (loader != null) {
            add(ServiceLoader.load(service, loader));
        }
    }

    private void add(ServiceLoader<P> loader) {
        Iterator<ServiceLoader.Provider<P>> each = loader.stream().iterator();
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

    private void create(ServiceLoader.Provider<P> provider) {
        String type = provider.type().getName();
        if (found.containsKey(type)) {
            return;
        }
        P instance = provider.get();
        if (nameOf(instance) != null) {
            found.put(type, instance);
        }
    }

    /** Returns the name of a provider, or null if the name is invalid. Then this method records a failure. */
    private String nameOf(P instance) {
        String type = instance.getClass().getName();
        try {
            String name = instance.name();
            if (name != null && NamedProvider.isName(name)) {
                return name;
            }
            String sentence = "use 1 to 63 of a-z, 0-9 and -: " + type + " has the invalid name '" + name + "'";
            failures.putIfAbsent(sentence, new ProviderException(sentence));
        } catch (RuntimeException e) {
            failures.putIfAbsent(type + " failed to return its name: " + e, e);
        }
        return null;
    }

    /** Returns the providers with a name. */
    List<P> named(String name) {
        return found.values().stream().filter(each -> name.equals(each.name())).toList();
    }

    /** Returns the names of all providers found, sorted. */
    List<String> names() {
        return found.values().stream()
                .map(NamedProvider::name)
                .sorted()
                .distinct()
                .toList();
    }

    List<Throwable> failures() {
        return new ArrayList<>(failures.values());
    }

    /** Returns the failures as the end of a sentence, or an empty text if there are none. */
    String failuresAsText() {
        return failures.isEmpty()
                ? ""
                : failures.entrySet().stream()
                        .map(each -> each.getKey() + cause(each.getValue()))
                        .collect(Collectors.joining("; ", "; could not be loaded: ", ""));
    }

    private static String cause(Throwable failure) {
        return failure.getCause() == null ? "" : " (" + failure.getCause() + ")";
    }

    void warnOfFailures() {
        if (!failures.isEmpty()) {
            LOG.warn("ignoring some providers of {}{}", service.getSimpleName(), failuresAsText());
        }
    }

    /** Returns the name and location of a class. */
    static String place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return type.getName() + " of " + (source == null ? type.getModule() : source.getLocation());
    }
}
