package dev.comm.bench.team;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import dev.comm.bench.Job;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** A member with Hazelcast's executor service. Each task is an object that runs on a member. */
final class HazelcastTeam implements Team {
    /** The options that Hazelcast requires on the command line. */
    static final List<String> MODULES = List.of(
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private static final int IN_FLIGHT = 256;

    private final int rank;
    private final int members;
    private final HazelcastInstance instance;

    private HazelcastTeam(int rank, int members, HazelcastInstance instance) {
        this.rank = rank;
        this.members = members;
        this.instance = instance;
    }

    static Team join(int rank, int members, int port) throws Exception {
        HazelcastInstance instance = Hazelcast.newHazelcastInstance(config(rank, members, port));
        Patience.until(() -> instance.getCluster().getMembers().size() == members ? instance : null);
        return new HazelcastTeam(rank, members, instance);
    }

    private static Config config(int rank, int members, int port) {
        Config config = new Config("comm-bench-" + port);
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(port + rank).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        for (int i = 0; i < members; i++) {
            join.getTcpIpConfig().addMember("127.0.0.1:" + (port + i));
        }
        return config;
    }

    /** A task that returns its bytes. */
    private record Echo(byte[] bytes) implements Callable<byte[]>, Serializable {
        @Override
        public byte[] call() {
            return bytes;
        }
    }

    /** A task that returns new bytes. */
    private record Give(int count) implements Callable<byte[]>, Serializable {
        @Override
        public byte[] call() {
            return new byte[count];
        }
    }

    @Override
    public Beat beat(Job job) {
        if (rank > 0) {
            return new UntilTheEnd(() -> instance.getCluster().getMembers().size() < members);
        }
        IExecutorService executor = instance.getExecutorService("bench");
        List<Member> others = instance.getCluster().getMembers().stream()
                .filter(each -> !each.localMember())
                .toList();
        byte[] bytes = new byte[job.bytes()];
        return switch (job.work()) {
            case ECHO ->
                () -> executor.submitToMember(new Echo(bytes), others.get(0)).get();
            case COLLECT ->
                () -> {
                    for (Future<byte[]> each : executor.submitToMembers(new Give(job.bytes()), others)
                            .values()) {
                        each.get();
                    }
                };
            case TASKS -> () -> tasks(job, executor, others, new Echo(bytes));
            default -> throw new IllegalArgumentException(job.toString());
        };
    }

    private static void tasks(Job job, IExecutorService executor, List<Member> others, Echo echo)
            throws InterruptedException {
        Semaphore free = new Semaphore(IN_FLIGHT);
        for (int i = 0; i < job.count(); i++) {
            free.acquire();
            executor.submitToMember(echo, others.get(i % others.size()), new Release(free));
        }
        free.acquire(IN_FLIGHT);
    }

    private record Release(Semaphore free) implements ExecutionCallback<byte[]> {
        @Override
        public void onResponse(byte[] response) {
            free.release();
        }

        @Override
        public void onFailure(Throwable error) {
            free.release();
        }
    }

    @Override
    public void close() {
        instance.shutdown();
    }
}
