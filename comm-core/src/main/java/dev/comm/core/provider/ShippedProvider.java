package dev.comm.core.provider;

import dev.comm.api.CommConfig;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A provider of Comm itself, and the cure if it is missing.
 *
 * @param name the name of the provider
 * @param artifact the artifact that contains it
 * @param type its class
 */
record ShippedProvider(String name, String artifact, String type) {
    private static final List<ShippedProvider> ALL = List.of(
            new ShippedProvider(
                    "java", "comm-serialization-java", "dev.comm.serialization.java.JavaSerializerProvider"),
            new ShippedProvider(
                    "kryo", "comm-serialization-kryo", "dev.comm.serialization.kryo.KryoSerializerProvider"),
            new ShippedProvider("tcp", "comm-transport-tcp", "dev.comm.transport.tcp.TcpTransportProvider"),
            new ShippedProvider("master", "comm-master", "dev.comm.master.MasterRoleProvider"),
            new ShippedProvider("master-node", "comm-master", "dev.comm.master.MasterNodeProvider"),
            new ShippedProvider("node", "comm-node", "dev.comm.node.NodeRoleProvider"));

    static Optional<ShippedProvider> named(String name) {
        return ALL.stream().filter(each -> each.name.equals(name)).findFirst();
    }

    /** The class is there without its entry if a jar was made of several and only one entry of each name was kept. */
    String cure(Class<?> service, CommConfig config) {
        return isLoadable(config)
                ? "merge the files META-INF/services of all jars when you build one jar of several (maven-shade-plugin:"
                        + " ServicesResourceTransformer): " + type + " is there, its line in META-INF/services/"
                        + service.getName() + " is not"
                : "add the artifact dev.comm:" + artifact + " to the class path or module path";
    }

    private boolean isLoadable(CommConfig config) {
        return Stream.of(
                        config.loader(),
                        Thread.currentThread().getContextClassLoader(),
                        getClass().getClassLoader())
                .filter(Objects::nonNull)
                .anyMatch(this::isIn);
    }

    private boolean isIn(ClassLoader loader) {
        try {
            Class.forName(type, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
