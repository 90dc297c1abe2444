package dev.comm.core.communicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.comm.api.CallOptions;
import dev.comm.api.CommConfig;
import dev.comm.api.Payload;
import dev.comm.api.View;
import dev.comm.api.error.CommException;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ValueCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.AbstractList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every call is submitted, even if a supplier or a value of the program fails, because the other members wait for it.
 */
class CollectiveCallsTest {
    private final CollectiveCalls onRank0 = operations(0);

    @Test
    void aScatterOfNothingArrivesAsFailed() {
        PreparedCollective<?> operation = onRank0.scatter(() -> null);
        assertThat(operation.call().values())
                .singleElement()
                .satisfies(value -> assertThat(value.content().kind()).isEqualTo(Content.Kind.FAILED));
        assertThat(operation.localError()).hasMessageContaining("one value per rank");
    }

    @Test
    void aSupplierThatThrowsIsTheCauseOnRankZero() {
        IllegalStateException error = new IllegalStateException("no data");
        PreparedCollective<?> operation = onRank0.scatter(() -> {
            throw error;
        });
        assertThat(operation.localError()).isSameAs(error);
    }

    /** Submits the failure. Without a part the other ranks would wait, and the next call would be a mismatch. */
    @Test
    void anErrorOfASupplierArrivesAsFailed() {
        Error error = new OutOfMemoryError("Java heap space");
        PreparedCollective<?> pushed = onRank0.distribute(CollectiveKind.DISTRIBUTE, () -> {
            throw error;
        });
        PreparedCollective<?> scattered = onRank0.scatter(() -> new AbstractList<Integer>() {
            @Override
            public Integer get(int index) {
                throw error;
            }

            @Override
            public int size() {
                return 1;
            }
        });
        for (PreparedCollective<?> each : List.of(pushed, scattered)) {
            assertThat(each.call().values())
                    .singleElement()
                    .satisfies(value -> assertThat(value.content().kind()).isEqualTo(Content.Kind.FAILED));
            assertThat(each.localError()).isSameAs(error);
        }
    }

    /** Collects a payload that claims to be larger than any memory. */
    @Test
    void anErrorWhileAValueIsWrittenArrivesAsFailed() {
        Payload huge = mock();
        when(huge.length()).thenThrow(new OutOfMemoryError("Java heap space"));
        for (PreparedCollective<?> each : List.of(onRank0.collect(huge), onRank0.allGather(huge))) {
            assertThat(each.call().values())
                    .singleElement()
                    .satisfies(value -> assertThat(value.content().kind()).isEqualTo(Content.Kind.FAILED));
        }
    }

    @Test
    void aNullSupplierOfRankZeroArrivesAsFailed() {
        PreparedCollective<?> pushed = onRank0.distribute(CollectiveKind.DISTRIBUTE, null);
        PreparedCollective<?> scattered = onRank0.scatter(null);
        for (PreparedCollective<?> each : List.of(pushed, scattered)) {
            assertThat(each.call().values())
                    .singleElement()
                    .satisfies(value -> assertThat(value.content().kind()).isEqualTo(Content.Kind.FAILED));
            assertThat(each.localError()).hasMessageContaining("give a supplier on rank 0");
        }
        assertThat(operations(1).scatter(null).localError()).isNull();
    }

    @Test
    void aNullOperatorFailsTheCombinationAndNotTheCall() {
        PreparedCollective<?> reduced = onRank0.reduce(CollectiveKind.REDUCE, 1, null, null);
        assertThatThrownBy(() -> reduced.call().reducer().combine(List.of()))
                .hasMessageContaining("give an operator on rank 0");
    }

    @Test
    void aValueThatCannotBeWrittenIsTheCauseOnRankZero() {
        PreparedCollective<?> operation = onRank0.distribute(CollectiveKind.DISTRIBUTE, () -> new Object());
        assertThat(operation.call().values())
                .singleElement()
                .satisfies(value -> assertThat(value.content().kind()).isEqualTo(Content.Kind.FAILED));
        assertThat(operation.localError()).isInstanceOf(CommException.class);
    }

    @Test
    void c1_whatRankZeroGivesToAllDoesNotChangeWithItsArray() {
        byte[] array = {1, 2, 3};
        ByteBuffer buffer = ByteBuffer.wrap(array, 1, 2);
        Value gathered = onRank0.allGather(array).call().values().get(0);
        Value viewed = onRank0.allGather(buffer).call().values().get(0);
        Value admitted = onRank0.distribute(CollectiveKind.ADMIT, () -> array)
                .call()
                .values()
                .get(0);
        array[1] = 99;
        assertThat(gathered.payload().bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(viewed.payload().bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3}));
        assertThat(admitted.payload().bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }

    @Test
    void aTimeoutForEverIsALongOne() {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        CollectiveCalls patient = operations(1, CallOptions.DEFAULT.timeout(forever));
        assertThat(patient.barrier().call().timeoutNanos())
                .isEqualTo(Duration.ofDays(36_500).toNanos());
    }

    private static CollectiveCalls operations(int rank) {
        return operations(rank, CallOptions.DEFAULT);
    }

    private static CollectiveCalls operations(int rank, CallOptions options) {
        CommConfig config = CommConfig.builder().build();
        LocalMembership membership = new LocalMembership();
        membership.onJoined(new JoinCall.Joined(rank, 3, new View(1, 1, new TreeMap<>()), Value.NONE));
        MembershipSession session =
                new MembershipSession(null, new ValueCodec(config), membership, config, Runnable::run);
        return new CollectiveCalls(session, 0, options);
    }
}
