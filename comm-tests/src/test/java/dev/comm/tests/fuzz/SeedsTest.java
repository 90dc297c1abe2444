package dev.comm.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.FrameType;
import dev.comm.core.codec.FrameDecoder;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The seeds stay useful after a change of the protocol. Bytes after a refused frame would test nothing. */
class SeedsTest {
    private static final int FRAME_BYTES_MAX = 1 << 20;

    @Test
    void eachGoldenFrameIsReadAsWhatItsNameSays() {
        for (Path seed : seeds("CommandCodecFuzzTest", "golden-")) {
            List<FrameType> types = read(seed, 0);
            assertThat(types).as("%s", seed).hasSize(1);
            String name = types.get(0).name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertThat(seed.getFileName().toString()).startsWith("golden-" + name);
        }
    }

    @Test
    void streamsOfGoldenFramesAreReadToTheirEnd() {
        for (String prefix : List.of("golden-", "large")) {
            seeds("FrameDecoderFuzzTest", prefix)
                    .forEach(seed -> assertThat(read(seed, 2)).as("%s", seed).isNotEmpty());
        }
        for (Path seed : seeds("FrameDecoderFuzzTest", "all-golden")) {
            Set<FrameType> all = EnumSet.allOf(FrameType.class);
            assertThat(read(seed, 2)).as("%s", seed).containsAll(all);
        }
    }

    @Test
    void membersAreUnderstoodWhateverTheySay() {
        for (Path seed : seeds("MasterHandshakeFuzzTest", "member-")) {
            Tape tape = new Tape(bytes(seed));
            int mode = tape.next();
            Strangers strangers = new Strangers((mode & 1) != 0, (mode & 2) != 0);
            strangers.play(tape);
            assertThat(strangers.stage.refused).as("%s", seed).isEmpty();
            FrameType last = (mode & 1) == 0 ? FrameType.MESSAGE : FrameType.HEARTBEAT;
            assertThat(types(strangers.stage)).as("%s", seed).contains(last);
        }
        for (Path seed : seeds("NodeHandshakeFuzzTest", "member")) {
            Tape tape = new Tape(bytes(seed));
            FalseMaster master = new FalseMaster(tape.flag());
            master.play(tape);
            assertThat(master.stage.refused).as("%s", seed).isEmpty();
            assertThat(types(master.stage)).as("%s", seed).endsWith(FrameType.FENCED);
        }
    }

    private static List<FrameType> types(Stage stage) {
        return stage.received.stream().map(FrameType::of).toList();
    }

    private static List<FrameType> read(Path seed, int from) {
        byte[] bytes = bytes(seed);
        List<FrameType> types = new ArrayList<>();
        FrameDecoder decoder = new FrameDecoder(FRAME_BYTES_MAX);
        decoder.decode(
                ByteBuffer.wrap(bytes, from, bytes.length - from),
                (header, command, payload) -> types.add(FrameType.of(command)));
        assertThat(decoder.isMidFrame()).as("%s ends within a frame", seed).isFalse();
        return types;
    }

    private static List<Path> seeds(String test, String prefix) {
        try (Stream<Path> files =
                Files.walk(Path.of(SeedsTest.class.getResource(test + "Inputs").toURI()))) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
            assertThat(found).as("seeds %s of %s", prefix, test).isNotEmpty();
            return found;
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError("no seeds of " + test, e);
        }
    }

    private static byte[] bytes(Path seed) {
        try {
            return Files.readAllBytes(seed);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + seed, e);
        }
    }
}
