package dev.comm.core.provider;

import dev.comm.api.CommConfig;
import dev.comm.api.NamedProvider;
import dev.comm.api.error.ProviderException;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The search for plug-ins by name. Two different plug-ins with one name are an error.
 *
 * <p>An instance in the configuration takes precedence. Otherwise the search covers all places: the layer and the class
 * loader of the configuration, the module layer of comm-core, the context loader of the thread and the class loader of
 * comm-core. A layer or loader includes its parents. A plug-in that is visible to comm-api but not to comm-core must be
 * in the context loader or the configuration. A class that is found twice counts as one provider. Any thread may call.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Providers {
    private Providers() {}

    /**
     * Finds the provider with a name.
     *
     * @param service service that this module uses
     * @throws ProviderException if no provider or more than one has the name, or if the provider cannot be loaded; the
     *     message lists the providers found and the artifact to add
     */
    public static <P extends NamedProvider> P find(Class<P> service, String name, CommConfig config) {
        if (!NamedProvider.isName(name)) {
            throw new ProviderException("use 1 to 63 of a-z, 0-9 and - for the name of a " + service.getSimpleName()
                    + ", not '" + name + "'");
        }
        List<P> given = config.providers().stream()
                .filter(service::isInstance)
                .map(service::cast)
                .filter(each -> name.equals(each.name()))
                .toList();
        if (!given.isEmpty()) {
            return only(service, name, given);
        }
        ProviderSearch<P> search = ProviderSearch.of(service, config);
        List<P> hits = search.named(name);
        if (hits.isEmpty()) {
            throw missing(service, name, config, search);
        }
        search.warnOfFailures();
        return only(service, name, hits);
    }

    private static <P extends NamedProvider> P only(Class<P> service, String name, List<P> hits) {
        if (hits.size() == 1) {
            return hits.get(0);
        }
        List<String> places =
                hits.stream().map(each -> ProviderSearch.place(each.getClass())).toList();
        throw new ProviderException("remove all but one, or set one in the configuration: there are " + hits.size()
                + " different " + service.getSimpleName() + "s named '" + name + "': " + String.join(" and ", places));
    }

    private static ProviderException missing(
            Class<?> service, String name, CommConfig config, ProviderSearch<?> search) {
        String cure = ShippedProvider.named(name)
                .map(each -> each.cure(service, config))
                .orElse("put a jar with a provider named '" + name + "' on the class path or module path");
        ProviderException miss = new ProviderException(cure + ": there is no " + service.getSimpleName() + " named '"
                + name + "'; found " + search.names() + search.failuresAsText());
        search.failures().forEach(miss::addSuppressed);
        return miss;
    }
}
