package dev.comm.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Member;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.core.codec.FrameEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameHeadCacheTest {
    private final FrameHeadCache heads = new FrameHeadCache();

    private static ByteBuffer plain(Command command) {
        return FrameEncoder.encode(command, 0, false, 0);
    }

    @Test
    void aCommandForManyIsEncodedOnce() {
        Command command = new Heartbeat(1, -1, 2, 0);
        ByteBuffer first = heads.of(command, 0);
        ByteBuffer second = heads.of(command, 0);
        assertThat(second.array()).isSameAs(first.array());
    }

    @Test
    void whatOneReaderHasReadIsThereForTheNext() {
        Command command = new Heartbeat(1, -1, 2, 0);
        ByteBuffer first = heads.of(command, 0);
        first.position(first.limit());
        ByteBuffer second = heads.of(command, 0);
        assertThat(second).isEqualTo(plain(command));
        second.position(7);
        assertThat(heads.of(command, 0)).isEqualTo(plain(command));
        assertThat(first.hasRemaining()).isFalse();
        assertThat(second.position()).isEqualTo(7);
    }

    @Test
    void theWelcomesOfOneViewShareItsMembers() {
        List<Member> members = List.copyOf(IntStream.range(0, 1_000)
                .mapToObj(rank -> new Member(rank, rank, "host", null))
                .toList());
        List<ByteBuffer> distinct = new ArrayList<>();
        for (int rank = 1; rank < 1_000; rank++) {
            Welcome welcome = new Welcome(rank, 1_000, 1, 1, members, List.of(), Content.NONE);
            for (ByteBuffer piece : heads.frame(welcome, null)) {
                if (distinct.stream().noneMatch(known -> shareMemory(known, piece))) {
                    distinct.add(piece);
                }
            }
        }
        assertThat(distinct.stream().mapToLong(ByteBuffer::capacity).sum())
                .as("memory of the start of 1,000 nodes, whose frames have 26 MB together")
                .isLessThan(400_000);
    }

    /** Returns whether two buffers share memory. For memory outside of the heap only a written byte shows it. */
    private static boolean shareMemory(ByteBuffer one, ByteBuffer other) {
        if (!one.isDirect() || !other.isDirect()) {
            return one.hasArray() && other.hasArray() && one.array() == other.array();
        }
        byte first = one.get(0);
        byte before = other.get(0);
        one.put(0, (byte) (before + 1));
        boolean same = other.get(0) != before;
        one.put(0, first);
        return same;
    }

    @Test
    void anotherCommandIsEncodedAnew() {
        Command one = new Heartbeat(1, -1, 2, 0);
        Command other = new Heartbeat(2, -1, 2, 0);
        heads.of(one, 0);
        assertThat(heads.of(other, 0)).isEqualTo(plain(other));
        assertThat(heads.of(one, 0)).isEqualTo(plain(one));
    }
}
