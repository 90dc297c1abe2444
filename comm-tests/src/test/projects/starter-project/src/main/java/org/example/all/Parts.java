package org.example.all;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.work.Handlers;
import dev.comm.core.role.RoleProvider;
import dev.comm.master.MasterNode;
import dev.comm.node.ComputeNode;
import dev.comm.serialization.java.JavaSerializerProvider;
import dev.comm.transport.tcp.TcpTransportProvider;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Names a type of each module that the starter brings, then lets a node answer its master in one JVM. */
public final class Parts {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Parts() {}

    public static void main(String[] arguments) throws Exception {
        Stream.of(
                        Communicator.class,
                        RoleProvider.class,
                        MasterNode.class,
                        ComputeNode.class,
                        JavaSerializerProvider.class,
                        TcpTransportProvider.class)
                .forEach(type -> System.out.println(type.getName()));
        try (MasterNode master =
                MasterNode.listen(CommConfig.builder().bind("127.0.0.1:0").build())) {
            FutureTask<Integer> node = new FutureTask<>(() -> serve(master.address().getPort()));
            new Thread(node, "node").start();
            master.awaitComputeNodes(1, PATIENCE);
            int answer =
                    master.sendRequest("double", 21, Integer.class).iterator().next().value();
            master.shutdownComputeNodes(PATIENCE);
            System.out.println("answer " + answer + ", exit code " + node.get());
        }
    }

    private static int serve(int port) {
        return ComputeNode.run(
                CommConfig.builder().master("127.0.0.1:" + port),
                Handlers.of("double", Integer.class, Integer.class, number -> 2 * number));
    }
}
