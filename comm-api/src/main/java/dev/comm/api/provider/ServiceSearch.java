package dev.comm.api.provider;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The providers of one service in several places, merged by class name, and the failures to load some. The caller
 * creates the loaders, because its own module must declare that it uses the service.
 *
 * @param <S> type of the service
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ServiceSearch<S> {
    /** The number of failures after which the search leaves a loader. */
    private static final int FAILURES_MAX = 100;

    private final Map<String, S> found = new LinkedHashMap<>();
    private final Map<String, Throwable> failures = new LinkedHashMap<>();

    /** Adds the providers of a loader. A provider that cannot be loaded counts as a failure. */
    public void add(ServiceLoader<S> loader) {
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
                failed(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private void create(ServiceLoader.Provider<S> provider) {
        String type = provider.type().getName();
        if (!found.containsKey(type)) {
            found.put(type, provider.get());
        }
    }

    /** Adds a failure, unless one with the same sentence is known. */
    public void failed(String sentence, Throwable cause) {
        failures.putIfAbsent(sentence, cause);
    }

    /** Returns the providers in the order in which the search found them. */
    public List<S> found() {
        return List.copyOf(found.values());
    }

    /** Returns the failures, without those that have the same sentence. */
    public List<Throwable> failures() {
        return List.copyOf(failures.values());
    }

    /** Returns the failures as the end of a sentence, or an empty text without failures. */
    public String failuresAsText() {
        return failures.isEmpty()
                ? ""
                : failures.entrySet().stream()
                        .map(each -> each.getKey() + cause(each.getValue()))
                        .collect(Collectors.joining("; ", "; could not be loaded: ", ""));
    }

    private static String cause(Throwable failure) {
        return failure.getCause() == null ? "" : " (" + failure.getCause() + ")";
    }
}
