package dev.comm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.spi.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    static Stream<Class<? extends Command>> types() {
        return RandomCommands.types().stream();
    }

    @Test
    void everyCommandHasATypeAndACodec() {
        assertThat(types().map(type -> (Object) type))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(FrameType.values()).map(FrameType::command).toList());
        assertThat(FrameType.values())
                .allSatisfy(type -> assertThat(CommandCodecs.of(type).command()).isEqualTo(type.command()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsEncodedIsDecodedEqual(Class<? extends Command> type) {
        RandomCommands commands = new RandomCommands(type.getName().hashCode());
        for (int round = 0; round < 200; round++) {
            Command command = commands.next(type);
            byte[] bytes = Frames.whole(command);
            List<Frames.Found> found = Frames.decode(bytes);
            assertThat(found).hasSize(1);
            assertThat(found.get(0).command()).isEqualTo(command);
            int length = command instanceof StreamCommand.Data
                    ? 5
                    : (int) command.content().length();
            assertThat(found.get(0).payload()).isEqualTo(Bytes.of(Frames.payload(length)));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void everySplitGivesTheSame(Class<? extends Command> type) {
        byte[] bytes = Frames.whole(new RandomCommands(5).next(type));
        List<Frames.Found> expected = Frames.decode(bytes);
        for (int split = 1; split < bytes.length; split++) {
            FrameDecoder decoder = new FrameDecoder(Frames.BYTES_MAX);
            List<Frames.Found> found = new ArrayList<>();
            FrameSink sink = (header, command, payload) ->
                    found.add(new Frames.Found(header, command, Bytes.of(Frames.toArray(payload))));
            decoder.decode(ByteBuffer.wrap(bytes, 0, split), sink);
            assertThat(decoder.isMidFrame()).isTrue();
            assertThat(found).isEmpty();
            decoder.decode(ByteBuffer.wrap(bytes, split, bytes.length - split), sink);
            assertThat(decoder.isMidFrame()).isFalse();
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void aStreamOfFramesMayBeCutIntoPiecesOfAnySize() {
        Random random = new Random(11);
        RandomCommands commands = new RandomCommands(12);
        List<byte[]> parts = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            parts.add(Frames.whole(commands.next(RandomCommands.types().get(random.nextInt(30)))));
        }
        byte[] bytes = Frames.join(parts);
        List<Frames.Found> expected = Frames.decode(bytes);
        assertThat(expected).hasSize(100);
        for (int pieceBytes : new int[] {1, 2, 3, 23, 24, 25, 100, 1000}) {
            assertThat(Frames.decode(new FrameDecoder(Frames.BYTES_MAX), bytes, pieceBytes))
                    .isEqualTo(expected);
        }
    }

    @Test
    void directAndLittleEndianBuffersAreReadAlike() {
        byte[] bytes = Frames.whole(new RandomCommands(1).next(HandshakeCommand.Hello.class));
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 3)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(3)
                .put(bytes)
                .position(3);
        List<Command> found = new ArrayList<>();
        new FrameDecoder(Frames.BYTES_MAX).decode(direct, (header, command, payload) -> found.add(command));
        assertThat(found).containsExactly(Frames.decode(bytes).get(0).command());
        assertThat(direct.hasRemaining()).isFalse();
    }
}
