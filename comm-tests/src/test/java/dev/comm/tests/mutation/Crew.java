package dev.comm.tests.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Profile;
import dev.comm.api.Secret;
import dev.comm.api.Verdict;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskRun;
import dev.comm.master.MasterNode;
import dev.comm.node.ComputeNode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A master and a healthy node of rank 1 that work together in a communicator of their own. */
final class Crew implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final MasterNode master;
    final ComputeNode healthy;
    private final ExecutorService threads;
    private final Semaphore wanted = new Semaphore(0);
    private final CompletableFuture<Integer> ofMaster;
    private final CompletableFuture<Integer> ofNode;
    private volatile boolean ending;

    Crew(Secret secret, ExecutorService threads) {
        this.threads = threads;
        master =
                MasterNode.listen(settings(secret).bind("127.0.0.1:0").credit(1).build());
        healthy = node(secret, 1, master.address());
        CompletableFuture<Communicator> copy = on(() -> healthy.communicator().dup());
        Communicator team = master.communicator().dup();
        ofMaster = on(() -> rounds(team));
        ofNode = on(() -> rounds(copy.join()));
    }

    private <T> CompletableFuture<T> on(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    private static CommConfig.Builder settings(Secret secret) {
        // The long times prevent that a node on a busy test machine counts as dead.
        return CommConfig.builder().profile(Profile.LAN).secret(secret);
    }

    static ComputeNode node(Secret secret, int rank, InetSocketAddress address) {
        return ComputeNode.connect(
                settings(secret).rank(rank).masters(List.of(address)).build());
    }

    /** Calls barriers until the master announces the last one, and returns their number. */
    private int rounds(Communicator team) {
        int rounds = 0;
        boolean last = false;
        while (!last) {
            healthy(team.barrier(PATIENCE));
            rounds++;
            last = team.distribute(this::isLast).value();
        }
        return rounds;
    }

    private boolean isLast() {
        wanted.acquireUninterruptibly();
        wanted.drainPermits();
        return ending;
    }

    private static void healthy(Verdict verdict) {
        assertThat(verdict.survivors()).containsExactly(0, 1);
        assertThat(verdict.departures()).isEmpty();
    }

    /** Requests one more barrier. */
    void wantBarrier() {
        wanted.release();
    }

    /** Submits tasks that only a node of rank 2 may do. */
    TaskRun<String> tasksForRank2(int count) {
        TaskBatch<String, String> batch = TaskBatch.of("echo", Collections.nCopies(count, "some words"), String.class);
        return master.submit(batch.onRank(2).attempts(Integer.MAX_VALUE));
    }

    /** Ends the barriers and returns their number. */
    int finish() throws Exception {
        ending = true;
        wantBarrier();
        int rounds = ofMaster.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(ofNode.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(rounds);
        return rounds;
    }

    @Override
    public void close() {
        ending = true;
        wantBarrier();
        healthy.close();
        master.close();
    }
}
