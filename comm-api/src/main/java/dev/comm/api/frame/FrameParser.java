package dev.comm.api.frame;

import java.nio.ByteBuffer;

/** Reads what stands behind a header: fields, extensions, and whether the payload fits them. */
final class FrameParser {
    private FrameParser() {}

    /**
     * Reads the command and leaves the position at the payload.
     *
     * @param body the frame behind its header, or the beginning of it
     * @return null if it is only a beginning and the fields do not end in it
     */
    static Command parse(FrameHeader header, ByteBuffer body) {
        WireReader reader = new WireReader(header, body);
        Command command;
        try {
            command = CommandCodecs.of(FrameType.ofCode(header.type())).reader().apply(reader);
            Extensions.skip(reader);
        } catch (FrameException e) {
            if (reader.ranOut() && body.limit() < header.length()) {
                return null;
            }
            throw e;
        }
        check(header, command, header.length() - body.position(), reader);
        return command;
    }

    /** Whether the proofs of the handshake cover it, in its canonical form: it has to come in that form. */
    private static boolean isProved(Command command) {
        return command instanceof HandshakeCommand.Hello
                || command instanceof HandshakeCommand.Challenge
                || command instanceof HandshakeCommand.Proof;
    }

    private static void check(FrameHeader header, Command command, int payloadBytes, WireReader reader) {
        if (isProved(command) && (header.priority() != 0 || header.stream() != 0)) {
            throw reader.broken("its header has something in it that the proofs would not cover");
        }
        if (header.communicator() != command.communicator() || header.tag() != command.tag()) {
            throw reader.broken("it names a communicator or a tag, which this type has not");
        }
        if (header.serializer() != command.content().form()) {
            throw reader.broken("header and content name different forms");
        }
        String violation = PayloadRule.violation(command, header.stream(), header.hasMore(), payloadBytes);
        if (violation != null) {
            throw reader.broken(violation);
        }
    }
}
