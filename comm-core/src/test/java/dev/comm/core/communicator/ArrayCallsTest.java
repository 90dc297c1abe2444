package dev.comm.core.communicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CallOptions;
import dev.comm.api.Collected;
import dev.comm.api.CommConfig;
import dev.comm.api.JoinedArray;
import dev.comm.api.Slice;
import dev.comm.api.View;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.CollectiveCall.Decided;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ReceivedPayload;
import dev.comm.core.value.ValueCodec;
import java.lang.ref.Cleaner.Cleanable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** C2: an array call that fails, whole or in one slot, frees what it received at once. */
class ArrayCallsTest {
    private final CommConfig config = CommConfig.builder().build();
    private final ValueCodec codec = new ValueCodec(config);
    private final ArrayCalls arrays = arrays();
    private final Slice<double[]> piece = Slice.of(new double[2]);
    private int freed;

    @Test
    void c2_aCallWithTooFewPlacesFreesAllPieces() {
        PreparedCollective<?> call = arrays.collect(CollectiveKind.COLLECT, piece, List.of());
        Decided decided = decided(received(new double[2]), received(new double[2]));
        assertThatThrownBy(() -> call.read(decided)).isInstanceOf(IllegalArgumentException.class);
        assertThat(freed).isEqualTo(2);
    }

    @Test
    void c2_aPieceWithoutAPlaceIsFreed() {
        PreparedCollective<Collected<Slice<double[]>>> call = arrays.collect(
                CollectiveKind.COLLECT, piece, List.of(piece, Slice.of(new double[2]), Slice.of(new double[2])));
        Collected<?> collected =
                call.read(decided(received(new double[2]), received(new double[2]), received(new double[2])));
        assertThat(collected.at(3).isPresent()).as("rank 3 joined later").isFalse();
        assertThat(freed).isEqualTo(3);
    }

    @Test
    void c2_aPieceOfAnotherTypeIsFreed() {
        PreparedCollective<JoinedArray<double[]>> call = arrays.join(CollectiveKind.COLLECT, piece);
        JoinedArray<double[]> joined = call.read(decided(received(new double[2]), received(new int[4])));
        assertThat(joined.array()).hasSize(4);
        assertThat(freed).isEqualTo(2);
    }

    @Test
    void c2_aValueThatCannotBeReadIsFreed() {
        Value value = received(new double[2]);
        assertThatThrownBy(() -> codec.take(value, String.class)).hasMessageContaining("expected a java.lang.String");
        assertThat(freed).isEqualTo(1);
    }

    /** Returns a value that another rank has sent. */
    private Value received(Object array) {
        Value sent = codec.encode(array);
        byte[] bytes = new byte[(int) sent.content().length()];
        Cleanable share = new Cleanable() {
            private boolean isDone;

            @Override
            public void clean() {
                freed += isDone ? 0 : 1;
                isDone = true;
            }
        };
        return new Value(sent.content(), new ReceivedPayload(bytes, OptionalInt.empty(), unused -> share));
    }

    /** Returns the decision of rank 0 and the ranks from 1 on, with their values. */
    private Decided decided(Value... others) {
        List<Contribution> all = new ArrayList<>(List.of(new Contribution(0, codec.encode(piece))));
        TreeSet<Integer> survivors = new TreeSet<>(List.of(0));
        for (int i = 0; i < others.length; i++) {
            all.add(new Contribution(i + 1, others[i]));
            survivors.add(i + 1);
        }
        CollectiveCommand.Decision decision = new CollectiveCommand.Decision(
                0,
                1,
                1,
                1,
                CollectiveCommand.Outcome.SUCCESS,
                survivors,
                List.of(),
                new TreeSet<>(),
                List.of(),
                0,
                "",
                List.of(),
                0,
                Content.NONE);
        return new Decided(decision, all);
    }

    private ArrayCalls arrays() {
        LocalMembership membership = new LocalMembership();
        membership.onJoined(new JoinCall.Joined(0, 3, new View(1, 1, new TreeMap<>()), Value.NONE));
        MembershipSession session = new MembershipSession(null, codec, membership, config, Runnable::run);
        return new ArrayCalls(session, new CollectiveCalls(session, 0, CallOptions.DEFAULT));
    }
}
