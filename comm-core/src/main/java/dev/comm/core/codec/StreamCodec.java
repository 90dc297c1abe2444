package dev.comm.core.codec;

import dev.comm.api.protocol.StreamCommand.Data;
import java.util.List;

/** The codec of the command that transfers large payloads. */
final class StreamCodec {
    static final List<CommandCodec<?>> CODECS =
            List.of(new CommandCodec<>(Data.class, (out, data) -> {}, in -> new Data()));

    private StreamCodec() {}
}
