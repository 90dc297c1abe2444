package dev.comm.tests.process;

import dev.comm.api.CommConfig;
import dev.comm.api.error.CommException;
import dev.comm.master.MasterNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A master in the JVM of the test and compute nodes as real processes. */
final class ForkedCrew implements AutoCloseable {
    private final MasterNode master;
    private final Map<Integer, ForkedMember> nodes = new TreeMap<>();
    private final List<ForkedMember> all = new ArrayList<>();

    private ForkedCrew(MasterNode master) {
        this.master = master;
    }

    /** Starts a master and the given number of nodes, and waits until they are registered. */
    static ForkedCrew of(int nodes) {
        return of(nodes, 15_000);
    }

    static ForkedCrew of(int nodes, long deadMillis) {
        CommConfig config = SpmdMember.TestConfig.fromEnvironment()
                .timing(TestTiming.of(deadMillis, Duration.ofSeconds(60), dev.comm.api.Profile.LAN.timing()))
                .bind("127.0.0.1:0")
                .types(Sample.class)
                .build();
        ForkedCrew crew = new ForkedCrew(MasterNode.listen(config));
        for (int rank = 1; rank <= nodes; rank++) {
            crew.launch(rank, Map.of(), "-Dtest.dead.millis=" + deadMillis);
        }
        try {
            crew.master.awaitComputeNodes(nodes, Duration.ofSeconds(ForkedMember.PATIENCE_SECONDS));
            return crew;
        } catch (CommException e) {
            String outputs = crew.all.stream().map(ForkedMember::output).collect(Collectors.joining("\n---\n"));
            crew.close();
            throw new AssertionError(e.getMessage() + "\n" + outputs, e);
        }
    }

    MasterNode master() {
        return master;
    }

    ForkedMember at(int rank) {
        return nodes.get(rank);
    }

    /** Waits until the master no longer lists a rank. */
    void awaitGone(int rank) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ForkedMember.PATIENCE_SECONDS);
        while (master.registry().entries().containsKey(rank)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("rank " + rank + " is still registered");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Starts a node with more environment and options. */
    ForkedMember launch(int rank, Map<String, String> more, String... options) {
        Map<String, String> environment = new TreeMap<>(more);
        environment.put("COMM_RANK", Integer.toString(rank));
        environment.put("COMM_MASTER", "127.0.0.1:" + master.address().getPort());
        ForkedMember node = ForkedMember.start("node " + rank, ServeNode.class, environment, List.of(options));
        nodes.put(rank, node);
        all.add(node);
        return node;
    }

    @Override
    public void close() {
        all.forEach(ForkedMember::close);
        master.close();
    }
}
