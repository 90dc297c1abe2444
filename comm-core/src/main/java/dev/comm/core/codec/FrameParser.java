package dev.comm.core.codec;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.spi.Bytes;
import java.nio.ByteBuffer;
import java.util.List;

/** The parser of a frame after its header. It reads fields and extensions and checks the rules for the payload. */
final class FrameParser {
    private FrameParser() {}

    /**
     * Parses the command and leaves the position of the buffer at the payload.
     *
     * @param body bytes of the frame after its header, or the beginning of these bytes
     * @return the command, or null if the body is incomplete and ends before the end of the fields
     */
    static Command parse(FrameHeader header, ByteBuffer body) {
        if (isForeignHello(header)) {
            return body.limit() < header.length() ? null : foreignHello(header, body);
        }
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

    private static boolean isForeignHello(FrameHeader header) {
        return header.version() != FrameHeader.VERSION && header.type() == FrameType.HELLO.code();
    }

    /**
     * Returns a HELLO of another protocol version. The parser reads only its version, so that the answer of the master
     * can name both versions.
     */
    private static Command foreignHello(FrameHeader header, ByteBuffer body) {
        body.position(header.length());
        Command command = HandshakeCommand.Hello.of(-1, 0, Bytes.EMPTY, List.of()).toBuilder()
                .versions(header.version(), header.version())
                .build();
        check(header, command, 0, new WireReader(header, body));
        return command;
    }

    /** Returns whether the handshake proofs cover this command. A covered command must have its canonical form. */
    private static boolean isProved(Command command) {
        return command instanceof HandshakeCommand.Hello
                || command instanceof HandshakeCommand.Challenge
                || command instanceof HandshakeCommand.Proof
                || command instanceof HandshakeCommand.MasterProof;
    }

    private static void check(FrameHeader header, Command command, int payloadBytes, WireReader reader) {
        if (isProved(command) && (header.priority() != 0 || header.stream() != 0)) {
            throw reader.broken("its header has values that the proofs do not cover");
        }
        if (header.communicator() != command.communicator() || header.tag() != command.tag()) {
            throw reader.broken("its header has a communicator or a tag, but this type has none");
        }
        if (header.serializer() != command.content().form()) {
            throw reader.broken("header and content have different forms");
        }
        String violation = PayloadRule.violation(command, header.stream(), header.hasMore(), payloadBytes);
        if (violation != null) {
            throw reader.broken(violation);
        }
    }
}
