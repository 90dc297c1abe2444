package dev.comm.testkit.engine;

import dev.comm.api.CommConfig;
import dev.comm.api.NamedProvider;
import dev.comm.api.error.ProviderException;
import dev.comm.api.spi.SerializerProvider;
import dev.comm.core.provider.Providers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The search for the serializer of a cluster. It works as in a real cluster, but once for all members of a run. */
final class Serializers {
    private final Map<String, SerializerProvider> found = new HashMap<>();

    /** Returns the settings, with the serializer that they name. */
    CommConfig into(CommConfig.Builder builder) {
        CommConfig config = builder.build();
        boolean given = config.providers().stream().anyMatch(each -> isSerializer(each, config.serializer()));
        if (given) {
            return config;
        }
        List<NamedProvider> providers = new ArrayList<>(config.providers());
        providers.add(found.computeIfAbsent(config.serializer(), name -> find(name, config)));
        return builder.providers(providers).build();
    }

    private static boolean isSerializer(NamedProvider provider, String name) {
        return provider instanceof SerializerProvider && name.equals(provider.name());
    }

    private static SerializerProvider find(String name, CommConfig config) {
        try {
            return Providers.find(SerializerProvider.class, name, config);
        } catch (ProviderException missing) {
            return new MissingSerializer(name, missing.getMessage());
        }
    }
}
