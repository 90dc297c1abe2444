package dev.comm.api.frame;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The fixed fields of one type of command, written and read in the same order. What stands in the header (communicator,
 * tag) is not written again: the reader finds it in {@link WireReader#header()}.
 */
record CommandCodec<C extends Command>(
        Class<C> command, BiConsumer<WireWriter, C> writer, Function<WireReader, C> reader) {
    void write(Command value, WireWriter out) {
        writer.accept(out, command.cast(value));
    }
}
