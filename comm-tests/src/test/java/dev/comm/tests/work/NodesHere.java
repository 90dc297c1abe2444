package dev.comm.tests.work;

import dev.comm.api.CommConfig;
import dev.comm.api.Profile;
import dev.comm.api.work.ExitReason;
import dev.comm.api.work.Handlers;
import dev.comm.master.MasterNode;
import dev.comm.node.ComputeNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A master and compute nodes of this JVM, over TCP on the loopback. Each node has a thread of its own. */
public final class NodesHere implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ExecutorService threads = Executors.newCachedThreadPool(body -> {
        Thread thread = new Thread(body, "test-node");
        thread.setDaemon(true);
        return thread;
    });
    private final List<ComputeNode> nodes = new ArrayList<>();
    private final MasterNode master;

    public NodesHere() {
        this(UnaryOperator.identity());
    }

    public NodesHere(UnaryOperator<CommConfig.Builder> settings) {
        // The times of LAN prevent that a node on a busy test machine counts as dead.
        master = MasterNode.listen(
                settings.apply(CommConfig.builder().profile(Profile.LAN).bind("127.0.0.1:0"))
                        .build());
    }

    public MasterNode master() {
        return master;
    }

    /** Starts a node that serves on a thread of its own, and waits until the node is registered. */
    public CompletableFuture<ExitReason> add(Handlers handlers) {
        return add(handlers, UnaryOperator.identity());
    }

    public CompletableFuture<ExitReason> add(Handlers handlers, UnaryOperator<CommConfig.Builder> settings) {
        ComputeNode node = connect(settings);
        return CompletableFuture.supplyAsync(() -> node.handleRequests(handlers), threads);
    }

    /** Connects a node that does not serve yet. */
    public ComputeNode connect(UnaryOperator<CommConfig.Builder> settings) {
        CommConfig.Builder builder = CommConfig.builder().profile(Profile.LAN).masters(List.of(master.address()));
        ComputeNode node = ComputeNode.connect(settings.apply(builder).build());
        nodes.add(node);
        return node;
    }

    /** Returns a node by the order in which the nodes were added, from 0. */
    public ComputeNode node(int number) {
        return nodes.get(number);
    }

    /** Returns threads that may wait. The common pool has only one thread on a small machine. */
    public Executor threads() {
        return threads;
    }

    public static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        master.close();
        nodes.forEach(ComputeNode::close);
        threads.shutdownNow();
    }
}
