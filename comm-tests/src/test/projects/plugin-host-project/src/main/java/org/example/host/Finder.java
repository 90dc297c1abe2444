package org.example.host;

import dev.comm.api.CommConfig;
import dev.comm.api.error.ProviderException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import dev.comm.api.spi.TransportProvider;
import dev.comm.core.provider.Providers;
import java.io.ByteArrayOutputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Prints which class stands behind each name. Options: {@code layer FOLDER MODULE}, {@code no-context-loader}. */
public final class Finder {
    private Finder() {}

    public static void main(String[] arguments) throws Exception {
        CommConfig.Builder config = CommConfig.builder();
        List<String> options = List.of(arguments);
        if (options.contains("no-context-loader")) {
            Thread.currentThread().setContextClassLoader(null);
        }
        if (options.contains("layer")) {
            int at = options.indexOf("layer");
            config.layer(layer(Path.of(options.get(at + 1)), options.get(at + 2)));
        }
        report(config.build());
    }

    private static ModuleLayer layer(Path folder, String module) {
        ModuleLayer boot = Finder.class.getModule().getLayer();
        Configuration plan =
                boot.configuration().resolveAndBind(ModuleFinder.of(folder), ModuleFinder.of(), Set.of(module));
        return boot.defineModulesWithOneLoader(plan, ClassLoader.getSystemClassLoader());
    }

    private static void report(CommConfig config) throws Exception {
        System.out.println("tcp = "
                + Providers.find(TransportProvider.class, "tcp", config).getClass().getName());
        for (String name : List.of("java", "kryo", "words", "cbor")) {
            System.out.println(name + " = " + find(name, config));
        }
        roundTrip(Providers.find(SerializerProvider.class, "words", config));
    }

    private static String find(String name, CommConfig config) {
        try {
            return Providers.find(SerializerProvider.class, name, config).getClass().getName();
        } catch (ProviderException e) {
            return e.getMessage();
        }
    }

    /** The type comes from the plug-in's loader, as the provider does. */
    private static void roundTrip(SerializerProvider provider) throws Exception {
        Class<?> type = Class.forName(
                "org.example.words.Sentence", true, provider.getClass().getClassLoader());
        ClassLoader loader = type.getClassLoader();
        Serializer serializer = provider.create(SerializerContext.builder(List.of(type), loader)
                .payloadBytesMax(1 << 20)
                .build());
        Object value = type.getConstructor(List.class).newInstance(List.of("who", "survives"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        serializer.write(value, bytes);
        System.out.println(bytes + " = " + serializer.read(ByteBuffer.wrap(bytes.toByteArray()), type));
    }
}
