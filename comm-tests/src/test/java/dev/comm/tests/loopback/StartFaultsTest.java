package dev.comm.tests.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CommConfig;
import dev.comm.api.Profile;
import dev.comm.api.error.CommException;
import dev.comm.master.MasterNode;
import dev.comm.node.ComputeNode;
import dev.comm.testkit.live.proxy.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fault 28 of the catalogue: a master that does not accept connections, in every way. */
@Timeout(120)
class StartFaultsTest {
    private static CommConfig.Builder config() {
        return CommConfig.builder().profile(Profile.FAST).bind("127.0.0.1:0");
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("refused", (Consumer<FaultProxy>) FaultProxy::refuse),
                Arguments.of("silent", (Consumer<FaultProxy>) FaultProxy::silence),
                Arguments.of("reset", (Consumer<FaultProxy>) FaultProxy::resetCallers));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void f28_aNodeGivesUpInTimeAndSaysWhomItCouldNotReach(String name, Consumer<FaultProxy> way) {
        givesUp(way);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels do not drop callers when the queue is full")
    void f28_aNodeWhoseCallHangsGivesUpInTime() {
        givesUp(FaultProxy::hang);
    }

    private static void givesUp(Consumer<FaultProxy> way) {
        try (MasterNode master = MasterNode.listen(config().build());
                FaultProxy proxy = FaultProxy.to(master.address())) {
            way.accept(proxy);
            CommConfig config = config().masters(List.of(proxy.address()))
                    .startupTimeout(Duration.ofMillis(800))
                    .build();
            assertThatThrownBy(() -> ComputeNode.connect(config).close())
                    .isInstanceOf(CommException.class)
                    .hasMessageContaining(Integer.toString(proxy.address().getPort()));
        }
    }

    @Test
    void f28_aNodeComesInWhenTheMasterAnswersAtLast() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (MasterNode master = MasterNode.listen(config().build());
                FaultProxy proxy = FaultProxy.to(master.address())) {
            proxy.refuse();
            CommConfig config = config().masters(List.of(proxy.address()))
                    .startupTimeout(Duration.ofSeconds(30))
                    .build();
            CompletableFuture<ComputeNode> node =
                    CompletableFuture.supplyAsync(() -> ComputeNode.connect(config), threads);
            assertThat(node.completeOnTimeout(null, 0, TimeUnit.MILLISECONDS)).isNotNull();
            proxy.resetCallers();
            proxy.accept();
            master.awaitComputeNodes(1, Duration.ofSeconds(30));
            assertThat(proxy.accepted()).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }
}
