package dev.comm.tests.loopback;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Profile;
import dev.comm.api.protocol.FrameType;
import dev.comm.core.driver.LiveEnvironment;
import dev.comm.core.role.DefaultRuntime;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.recording.Recorder;
import dev.comm.testkit.live.environment.LiveWatcher;
import dev.comm.testkit.live.environment.RecordingEnvironment;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A master and its nodes over TCP in this JVM. Each member has an environment that is recorded. */
final class RecordedTeam implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    final History history = new History(
            new History.Terms(1, false, 200_000_000L, 2_000_000_000L, 20_000_000L).tolerating(Duration.ofSeconds(30)));
    final Recorder recorder = new Recorder(history, System::nanoTime);
    final List<RecordingEnvironment> environments = new ArrayList<>();
    final Queue<String> frames = new ConcurrentLinkedQueue<>();
    final List<Communicator> members = new ArrayList<>();
    private final CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    RecordedTeam(int nodes) throws Exception {
        List<CompletableFuture<Communicator>> joining = new ArrayList<>();
        for (int rank = 0; rank <= nodes; rank++) {
            RecordingEnvironment environment =
                    new RecordingEnvironment(new LiveEnvironment(), recorder, rank, watcher(rank));
            environments.add(environment);
            CommConfig config = config(rank, nodes + 1);
            joining.add(CompletableFuture.supplyAsync(() -> DefaultRuntime.join(config, environment), threads));
        }
        for (CompletableFuture<Communicator> each : joining) {
            members.add(get(each));
        }
    }

    private CommConfig config(int rank, int size) throws Exception {
        CommConfig.Builder builder =
                CommConfig.builder().profile(Profile.FAST).rank(rank).size(size);
        return rank == 0
                ? builder.bind("127.0.0.1:0").build()
                : builder.masters(List.of(get(address))).build();
    }

    private LiveWatcher watcher(int rank) {
        return new LiveWatcher() {
            @Override
            public void listening(InetSocketAddress bound) {
                address.complete(bound);
            }

            @Override
            public void sent(FrameType type) {
                frames.add(rank + " sent " + type);
            }

            @Override
            public void received(FrameType type) {
                frames.add(rank + " received " + type);
            }
        };
    }

    /** Runs an action of a member on a thread of its own. */
    <T> CompletableFuture<T> at(int rank, Function<Communicator, T> action) {
        return CompletableFuture.supplyAsync(() -> action.apply(members.get(rank)), threads);
    }

    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        for (int rank = members.size() - 1; rank >= 0; rank--) {
            if (!environments.get(rank).isDead()) {
                members.get(rank).close();
            }
        }
        threads.shutdown();
    }
}
