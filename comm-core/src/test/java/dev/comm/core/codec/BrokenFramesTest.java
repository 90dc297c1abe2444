package dev.comm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.protocol.WorkCommand.Serving;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For every broken input the decoder reports the error in a sentence, and throws no other exception (B10). */
class BrokenFramesTest {
    static Stream<Class<? extends Command>> types() {
        return RandomCommands.types().stream();
    }

    /** A SERVING frame: header, flag at 24, count of handlers at 25 and 26, length of the TLV section at 27 and 28. */
    @ParameterizedTest
    @CsvSource({
        "0, 0x47, does not speak Comm",
        "2, 1, Use the same version of Comm on all members: the peer sent a frame of protocol version 1",
        "2, 3, protocol version 3",
        "3, 0, unknown type 0",
        "3, 127, unknown type 127",
        "3, 0xFF, unknown type 255",
        "4, 2, reserves",
        "4, 4, reserves",
        "4, 8, reserves",
        "4, 0x80, reserves",
        "4, 1, needs a stream id",
        "7, 1, different forms",
        "8, 0xFF, may have 4096",
        "9, 1, may have 4096",
        "11, 4, fields end before",
        "15, 1, communicator or a tag",
        "23, 1, communicator or a tag",
        "24, 2, truth value",
        "26, 1, fields end before",
        "25, 0xFF, announces 65280 elements",
        "28, 4, fields end before",
    })
    void aWrongByteIsNamed(int position, String value, String sentence) {
        byte[] frame = Frames.whole(new Serving(true, List.of()));
        frame[position] = (byte) (int) Integer.decode(value);
        assertRefused(frame, sentence);
    }

    @ParameterizedTest
    @CsvSource({"4745, HTTP", "1603, TLS", "1503, TLS"})
    void strangersAreNamedByTheirFirstTwoBytes(String hex, String name) {
        assertRefused(HexFormat.of().parseHex(hex), name);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 4096 - FrameHeader.SIZE + 1})
    void aLengthOutOfBoundsIsRefusedWithTheHeader(int length) {
        byte[] frame = Frames.whole(new Serving(true, List.of()));
        byte[] header = Arrays.copyOf(ByteBuffer.wrap(frame).putInt(8, length).array(), FrameHeader.SIZE);
        assertRefused(header, "may have 4096");
    }

    @Test
    void aFrameOfExactlyTheLargestSizeIsTaken() {
        Content content = new Content(Content.Kind.VALUE, ValueForms.BYTES, 4096 - 24 - 8 - 11 - 2);
        byte[] frame = Frames.whole(new CollectiveCommand.Part(0, 1, content));
        assertThat(frame).hasSize(4096);
        assertThat(Frames.decode(new FrameDecoder(4096), frame, 1000)).hasSize(1);
        assertThatThrownBy(() -> Frames.decode(new FrameDecoder(4095), frame, 1000))
                .isInstanceOf(FrameException.class);
    }

    @Test
    void theLargestSizeMayChangeBetweenTwoFramesOfOneBuffer() {
        Content content = new Content(Content.Kind.VALUE, ValueForms.BYTES, 5000);
        byte[] bytes = Frames.join(List.of(
                Frames.whole(new Serving(true, List.of())), Frames.whole(new CollectiveCommand.Part(0, 1, content))));
        for (int piece : new int[] {1, 30, 6000}) {
            FrameDecoder decoder = new FrameDecoder(4096);
            int[] count = new int[1];
            for (int start = 0; start < bytes.length; start += piece) {
                ByteBuffer in = ByteBuffer.wrap(bytes, start, Math.min(piece, bytes.length - start));
                decoder.decode(in, (header, command, payload) -> {
                    count[0]++;
                    decoder.frameBytesMax(1 << 20);
                });
            }
            assertThat(count[0]).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aMissingOrSuperfluousByteIsRefused(Class<? extends Command> type) {
        for (int seed = 0; seed < 50; seed++) {
            Command command = new RandomCommands(seed).next(type);
            if (command instanceof StreamCommand.Data) {
                continue;
            }
            byte[] frame = Frames.whole(command);
            assertRefused(resized(frame, frame.length + 1), "broken");
            for (int length = FrameHeader.SIZE; length < frame.length; length++) {
                assertRefused(resized(frame, length), "broken");
            }
        }
    }

    @Test
    void unknownExtensionsOfEvenTypeAreSkippedAndOfOddTypeRefused() {
        byte[] frame = Frames.whole(new Serving(true, List.of()));
        assertThat(Frames.decode(extended(frame, 6, 3))).hasSize(1);
        assertThat(Frames.decode(extended(frame, 0, 0))).hasSize(1);
        assertRefused(extended(frame, 7, 3), "needs extension 7");
        byte[] tooLong = extended(frame, 6, 3);
        tooLong[tooLong.length - 4]++;
        assertRefused(tooLong, "longer than its section");
    }

    @ParameterizedTest
    @CsvSource({"c3, not UTF-8", "80, not UTF-8", "eda080, not UTF-8", "c080, not UTF-8", "f5808080, not UTF-8"})
    void stringsAreStrictUtf8(String hex, String sentence) {
        byte[] text = HexFormat.of().parseHex(hex);
        byte[] frame = Frames.whole(new Serving(true, List.of("x".repeat(text.length))));
        System.arraycopy(text, 0, frame, FrameHeader.SIZE + 5, text.length);
        assertRefused(frame, sentence);
    }

    @Test
    void aStringLongerThanAllowedIsRefused() {
        byte[] frame = Frames.whole(new Serving(true, List.of("x".repeat(FrameLimits.STRING_BYTES_MAX))));
        byte[] longer = resized(frame, frame.length + 1);
        longer[FrameHeader.SIZE + 4]++;
        assertRefused(longer, "a string has 2049 bytes");
    }

    @Test
    void aFailedDecoderStaysFailed() {
        FrameDecoder decoder = new FrameDecoder(4096);
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(new byte[30]), (header, command, payload) -> {}))
                .isInstanceOf(FrameException.class);
        byte[] good = Frames.whole(new Serving(true, List.of()));
        assertThatThrownBy(() -> Frames.decode(decoder, good, good.length))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("does not speak Comm");
    }

    @Test
    void randomBytesNeverThrowAnythingElse() {
        Random random = new Random(21);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            decodeQuietly(bytes, 1 + random.nextInt(40));
        }
    }

    @Test
    void mutatedFramesNeverThrowAnythingElse() {
        Random random = new Random(22);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            Class<? extends Command> type = RandomCommands.types().get(random.nextInt(31));
            byte[] frame = Frames.whole(new RandomCommands(round).next(type));
            for (int count = random.nextInt(4); count >= 0; count--) {
                int from = random.nextInt(10) == 0 ? 0 : Math.min(frame.length - 1, FrameHeader.SIZE);
                frame[from + random.nextInt(frame.length - from)] = (byte) random.nextInt(256);
            }
            refused += decodeQuietly(frame, 1 + random.nextInt(frame.length));
        }
        assertThat(refused).as("mutations that were noticed").isGreaterThan(2_000);
    }

    private static int decodeQuietly(byte[] bytes, int pieceBytes) {
        try {
            Frames.decode(new FrameDecoder(4096), bytes, pieceBytes);
            return 0;
        } catch (FrameException e) {
            assertThat(e).hasMessageContaining("he peer").hasMessageEndingWith(".");
            return 1;
        }
    }

    private static void assertRefused(byte[] bytes, String sentence) {
        assertThatThrownBy(() -> Frames.decode(new FrameDecoder(4096), bytes, bytes.length))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining(sentence);
    }

    /** Returns a frame that is cut or filled up with zeros. The header has the new length. */
    private static byte[] resized(byte[] frame, int length) {
        return ByteBuffer.wrap(Arrays.copyOf(frame, length))
                .putInt(8, length - FrameHeader.SIZE)
                .array();
    }

    /** Returns a frame without payload that has an extension in its TLV section. */
    private static byte[] extended(byte[] frame, int type, int length) {
        byte[] longer = resized(frame, frame.length + 4 + length);
        ByteBuffer.wrap(longer, frame.length - 2, 6)
                .putShort((short) (4 + length))
                .putShort((short) type)
                .putShort((short) length);
        return longer;
    }
}
