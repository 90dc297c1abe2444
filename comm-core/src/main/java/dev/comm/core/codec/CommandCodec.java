package dev.comm.core.codec;

import dev.comm.api.protocol.Command;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Encodes and decodes the fixed fields of one type of command, in the same order. The header holds communicator and
 * tag, which the decoder takes from {@link WireReader#header()}.
 */
record CommandCodec<C extends Command>(
        Class<C> command, BiConsumer<WireWriter, C> writer, Function<WireReader, C> reader) {
    void write(Command value, WireWriter out) {
        writer.accept(out, command.cast(value));
    }
}
