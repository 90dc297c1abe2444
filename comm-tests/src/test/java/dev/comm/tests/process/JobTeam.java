package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.spi.SerializerProvider;
import dev.comm.api.spi.TransportProvider;
import dev.comm.core.role.MasterRole;
import dev.comm.master.MasterNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link JobMaster} and its nodes, all in processes of their own, and strangers that do not know the secret. */
final class JobTeam implements AutoCloseable {
    private static final Map<String, String> SECRET =
            Map.of("COMM_SECRET", "I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M");
    private static final Map<String, String> BIND = with("COMM_BIND", "127.0.0.1:0");

    private final List<ForkedMember> all = new ArrayList<>();
    private final ForkedMember master;
    private final int port;

    private JobTeam(ForkedMember master, int nodes, String... options) {
        this.master = master;
        all.add(master);
        port = Integer.parseInt(master.await("PORT"));
        for (int rank = 1; rank <= nodes; rank++) {
            launch(rank, options);
        }
        awaitNodes(nodes);
    }

    /**
     * Starts a team with the given number of nodes and little memory at the master. The options are for all processes.
     */
    static JobTeam of(int nodes, String... options) {
        List<String> masterOptions = new ArrayList<>(List.of(options));
        masterOptions.addAll(List.of("-Xmx64m", "-XX:MaxDirectMemorySize=64m"));
        return new JobTeam(ForkedMember.start("master", JobMaster.class, BIND, masterOptions), nodes, options);
    }

    /** Starts a team with the given number of nodes and few descriptors at the master. */
    static JobTeam shortOfDescriptors(int nodes, int descriptors) {
        List<Class<?>> classPath = new ArrayList<>(List.of(
                JobMaster.class,
                CommConfig.class,
                MasterNode.class,
                MasterRole.class,
                org.slf4j.Logger.class,
                ch.qos.logback.classic.Logger.class,
                ch.qos.logback.core.Appender.class));
        ServiceLoader.load(TransportProvider.class).forEach(provider -> classPath.add(provider.getClass()));
        ServiceLoader.load(SerializerProvider.class).forEach(provider -> classPath.add(provider.getClass()));
        return new JobTeam(ForkedMember.startShortOfDescriptors(descriptors, JobMaster.class, BIND, classPath), nodes);
    }

    private static Map<String, String> with(String variable, String value) {
        Map<String, String> environment = new TreeMap<>(SECRET);
        environment.put(variable, value);
        return environment;
    }

    ForkedMember launch(int rank, String... options) {
        Map<String, String> environment = with("COMM_MASTER", "127.0.0.1:" + port);
        environment.put("COMM_RANK", Integer.toString(rank));
        List<String> nodeOptions = new ArrayList<>(List.of(options));
        nodeOptions.add("-Xmx40m");
        ForkedMember node = ForkedMember.start("node " + rank, JobNode.class, environment, nodeOptions);
        all.add(node);
        return node;
    }

    /** Waits until the given number of nodes is registered. Their ranks are 1 to this number. */
    void awaitNodes(int count) {
        assertThat(master.tell("await " + count).await("DONE await")).endsWith(" " + count + "]");
    }

    /** Starts a process that sends strangers on each command. */
    ForkedMember swarm(int count, int perSecond) {
        List<String> arguments = List.of(Integer.toString(port), Integer.toString(count), Integer.toString(perSecond));
        ForkedMember swarm = ForkedMember.start("swarm", Swarm.class, Map.of(), List.of(), arguments);
        all.add(swarm);
        swarm.await("READY");
        return swarm;
    }

    /** Runs the given number of rounds and returns their time in milliseconds. */
    long job(int rounds) {
        String line = master.tell("job " + rounds).await("DONE job");
        assertThat(line).contains("rounds=" + rounds + " wrong=0 departed=0 ");
        Matcher millis = Pattern.compile("millis=(\\d+)").matcher(line);
        assertThat(millis.find()).isTrue();
        return Math.max(1, Long.parseLong(millis.group(1)));
    }

    /** Runs tasks whose values together exceed the memory, and returns the report of the master. */
    String largeTasks(int count) {
        return master.tell("large-tasks " + count).await("DONE large-tasks");
    }

    /** Returns the process of a rank. The master is 0, and the nodes begin at 1. */
    ForkedMember at(int rank) {
        return all.get(rank);
    }

    Usage usage() {
        return Usage.parse(master.tell("usage").await("DONE usage"));
    }

    /** Returns the log messages of the master. */
    List<String> log() {
        String[] lines = master.tell("log").await("DONE log").split("\\|");
        return List.of(lines);
    }

    /**
     * Waits until the master holds no more resources than before, except for those of the given number of new nodes.
     */
    Usage awaitLevelOf(Usage before, int newcomers) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ForkedMember.PATIENCE_SECONDS);
        Usage now = usage();
        while (now.descriptors() > before.descriptors() + newcomers && System.nanoTime() < deadline) {
            now = usage();
        }
        assertThat(now.descriptors()).isLessThanOrEqualTo(before.descriptors() + newcomers);
        assertThat(now.threads()).isLessThanOrEqualTo(before.threads());
        assertThat(now.heapLive()).isLessThan(before.heapLive() + (4 << 20));
        return now;
    }

    @Override
    public void close() {
        all.forEach(ForkedMember::close);
    }
}
