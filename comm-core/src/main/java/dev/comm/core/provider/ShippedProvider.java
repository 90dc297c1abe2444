package dev.comm.core.provider;

import dev.comm.api.CommConfig;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A provider that is part of Comm, and the cure if this provider is missing.
 *
 * @param name name of the provider
 * @param artifact artifact that contains the provider
 * @param type class of the provider
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

    /**
     * Returns the cure. The class exists without its services entry if several jars were merged into one and only one
     * file of each name was kept.
     */
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
