package dev.comm.core.codec;

import dev.comm.api.protocol.Command;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The codec of one type of command, which writes and reads the fixed fields in the same order. The frame header
 * contains communicator and tag, which the reader takes from {@link WireReader#header()}.
 */
record CommandCodec<C extends Command>(
        Class<C> command, BiConsumer<WireWriter, C> writer, Function<WireReader, C> reader) {
    void write(Command value, WireWriter out) {
        writer.accept(out, command.cast(value));
    }
}
