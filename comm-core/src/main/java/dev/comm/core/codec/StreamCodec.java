package dev.comm.core.codec;

import dev.comm.api.protocol.StreamCommand.Data;
import dev.comm.api.protocol.StreamCommand.Window;
import java.util.List;

/** Encodes and decodes the commands that transfer large payloads. */
final class StreamCodec {
    static final List<CommandCodec<?>> CODECS = List.of(
            new CommandCodec<>(Data.class, (out, data) -> {}, in -> new Data()),
            new CommandCodec<>(Window.class, (out, window) -> out.i64(window.bytes()), in -> new Window(in.size())));

    private StreamCodec() {}
}
