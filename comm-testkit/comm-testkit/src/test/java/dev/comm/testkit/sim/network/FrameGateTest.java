package dev.comm.testkit.sim.network;

import static dev.comm.testkit.sim.network.Wire.MILLI;
import static dev.comm.testkit.sim.network.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.spi.Lane;
import dev.comm.core.codec.FrameEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Gates decide about whole frames, independent of the pieces in which bytes travel. */
class FrameGateTest {
    @Test
    void aGateSeesEveryFrameWholeAndInTheOrderOfTheWire() {
        for (int seed = 0; seed < 50; seed++) {
            try (Wire wire = rough(seed)) {
                List<Integer> seen = new ArrayList<>();
                wire.network.gate((route, type, frame) -> {
                    assertThat(type).isEqualTo(FrameType.MESSAGE);
                    assertThat(route).isSameAs(wire.there());
                    seen.add(frame.length);
                    return null;
                });
                send(wire, 20);
                assertThat(seen).hasSize(20).allMatch(length -> length == note(0).remaining());
                assertThat(tags(wire)).isEqualTo(range(0, 20));
            }
        }
    }

    @Test
    void framesAreLostRepeatedOrReplaced() {
        for (int seed = 0; seed < 50; seed++) {
            try (Wire wire = rough(seed)) {
                wire.network.gate((route, type, frame) -> switch (tag(frame) % 4) {
                    case 1 -> new Fate(List.of(), 0);
                    case 2 -> new Fate(List.of(frame, frame), 0);
                    case 3 -> new Fate(List.of(bytes(note(100))), 0);
                    default -> null;
                });
                send(wire, 8);
                assertThat(tags(wire)).containsExactly(0, 2, 2, 100, 4, 6, 6, 100);
            }
        }
    }

    @Test
    void whatIsLostCountsAsWritten() {
        try (Wire wire = Wire.open(1)) {
            wire.network.gate((route, type, frame) -> new Fate(List.of(), 0));
            send(wire, 8);
            assertThat(wire.client.transport.queuedBytes(wire.client.endpoint, Lane.CONTROL))
                    .isZero();
            assertThat(wire.client.transport.writtenBytes(wire.client.endpoint)).isEqualTo(8L * note(0).remaining());
        }
    }

    @Test
    void aLateFrameIsWaitedForByThoseBehindIt() {
        try (Wire wire = Wire.open(1)) {
            wire.network.gate((route, type, frame) -> tag(frame) == 2 ? new Fate(List.of(frame), SECOND) : null);
            for (int i = 0; i < 4; i++) {
                wire.client.transport.send(wire.client.endpoint, Lane.CONTROL, note(i));
            }
            wire.run(SECOND - MILLI);
            assertThat(tags(wire)).containsExactly(0, 1);
            wire.run(2 * MILLI);
            assertThat(tags(wire)).containsExactly(0, 1, 2, 3);
        }
    }

    @Test
    void theFirstGateThatDecidesHasDecidedAndAClosedOneIsNotAsked() {
        try (Wire wire = Wire.open(1)) {
            Handle first = wire.network.gate((route, type, frame) -> tag(frame) == 0 ? new Fate(List.of(), 0) : null);
            wire.network.gate((route, type, frame) -> new Fate(List.of(frame, frame), 0));
            send(wire, 2);
            assertThat(tags(wire)).containsExactly(1, 1);
            first.close();
            send(wire, 1);
            assertThat(tags(wire)).containsExactly(1, 1, 0, 0);
            wire.network.heal();
            send(wire, 1);
            assertThat(tags(wire)).containsExactly(1, 1, 0, 0, 0);
        }
    }

    @Test
    void aGateMayKillTheSender() {
        try (Wire wire = Wire.open(1)) {
            wire.network.gate((route, type, frame) -> {
                if (tag(frame) == 3) {
                    wire.client.process.crash();
                }
                return null;
            });
            send(wire, 8);
            assertThat(tags(wire)).containsExactly(0, 1, 2);
            assertThat(wire.server.log).containsExactly("closed END_OF_STREAM");
        }
    }

    @Test
    void aShareOfTheFramesIsDamagedWhereItIsSaid() {
        for (Damage where : Damage.values()) {
            try (Wire wire = rough(where.ordinal())) {
                wire.there().damage(0.5, where);
                send(wire, 200);
                byte[] received = wire.server.received.toByteArray();
                int length = note(0).remaining();
                int damaged = 0;
                for (int i = 0; i < 200; i++) {
                    damaged += damagedBits(received, i * length, bytes(note(i)), where);
                }
                assertThat(damaged).isBetween(70, 130);
            }
        }
    }

    private static int damagedBits(byte[] received, int start, byte[] sent, Damage where) {
        int bits = 0;
        for (int i = 0; i < sent.length; i++) {
            int changed = Integer.bitCount((received[start + i] ^ sent[i]) & 0xFF);
            bits += changed;
            boolean inside = switch (where) {
                case ANYWHERE -> true;
                case HEADER -> i < FrameHeader.SIZE;
                case LENGTH -> i >= 8 && i < 12;
                case BODY -> i >= FrameHeader.SIZE;
            };
            assertThat(changed == 0 || inside).as("byte %d, %s", i, where).isTrue();
        }
        return bits;
    }

    @Test
    void whatIsUnderWayCanBeLookedAtFrameByFrame() {
        for (int seed = 0; seed < 50; seed++) {
            try (Wire wire = rough(seed)) {
                Handle hold = wire.there().hold();
                send(wire, 10);
                assertThat(wire.there().inFlight())
                        .hasSize(10)
                        .allMatch(frame -> frame.type() == FrameType.MESSAGE)
                        .extracting(frame -> tag(frame.bytes()))
                        .isEqualTo(range(0, 10));
                hold.close();
                wire.run(SECOND);
                assertThat(wire.there().inFlight()).isEmpty();
                assertThat(tags(wire)).isEqualTo(range(0, 10));
            }
        }
    }

    private static Wire rough(int seed) {
        return Wire.open(
                seed,
                Conditions.drawn(new SplittableRandom(seed)).window(64 << 10).buggified(0));
    }

    private static void send(Wire wire, int count) {
        for (int i = 0; i < count; i++) {
            wire.client.transport.send(wire.client.endpoint, Lane.CONTROL, note(i));
        }
        wire.run(SECOND);
    }

    private static ByteBuffer note(int tag) {
        MessageCommand.Message message =
                new MessageCommand.Message(0, tag, 1, 7, 0, 8, new Content(Content.Kind.VALUE, 1, 0));
        return FrameEncoder.encode(message, 0, false, 0);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static int tag(byte[] frame) {
        return ByteBuffer.wrap(frame).getInt(20);
    }

    private static List<Integer> tags(Wire wire) {
        byte[] received = wire.server.received.toByteArray();
        List<Integer> tags = new ArrayList<>();
        int length = note(0).remaining();
        for (int start = 0; start < received.length; start += length) {
            tags.add(ByteBuffer.wrap(received).getInt(start + 20));
        }
        return tags;
    }

    private static List<Integer> range(int from, int to) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
