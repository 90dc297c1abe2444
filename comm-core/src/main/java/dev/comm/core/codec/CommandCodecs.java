package dev.comm.core.codec;

import dev.comm.api.protocol.FrameType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table of all codecs, which the encoder and the decoder share. */
final class CommandCodecs {
    private static final CommandCodec<?>[] BY_CODE = table();

    private CommandCodecs() {}

    /** Returns the codec of a frame type. Every type has a codec. */
    static CommandCodec<?> of(FrameType type) {
        return BY_CODE[type.code()];
    }

    private static CommandCodec<?>[] table() {
        Map<Class<?>, CommandCodec<?>> codecs = new HashMap<>();
        Stream.of(
                        HandshakeCodec.CODECS,
                        MembershipCodec.CODECS,
                        CollectiveCodec.CODECS,
                        MessageCodec.CODECS,
                        WorkCodec.CODECS,
                        StreamCodec.CODECS)
                .flatMap(List::stream)
                .forEach(codec -> codecs.put(codec.command(), codec));
        CommandCodec<?>[] table = new CommandCodec<?>[128];
        for (FrameType type : FrameType.values()) {
            table[type.code()] = codecs.get(type.command());
        }
        return table;
    }
}
