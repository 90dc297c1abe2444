package dev.comm.api.support;

import dev.comm.api.CommConfig;
import dev.comm.api.NamedProvider;
import dev.comm.api.ProviderException;
import java.util.ServiceLoader;
import org.apiguardian.api.API;

/** Finds plug-ins by name. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Providers {
    private Providers() {}

    /** The provider of a name. */
    public static <P extends NamedProvider> P find(Class<P> service, String name, CommConfig config) {
        for (NamedProvider given : config.providers()) {
            if (service.isInstance(given) && given.name().equals(name)) {
                return service.cast(given);
            }
        }
        for (P found : ServiceLoader.load(service)) {
            if (found.name().equals(name)) {
                return found;
            }
        }
        throw new ProviderException("no " + service.getSimpleName() + " named '" + name + "'");
    }
}
