package dev.comm.tests.canary;

import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.spi.Bytes;
import java.io.IOException;

/** How far a node went with a hostile master before that says what it should not. */
enum NodeState {
    CONNECTED,
    GREETED,
    CHALLENGED,
    PROVED,
    REGISTERED,
    MEMBER;

    /** Lets the node come to this state; who it is, once it said so. */
    Said reach(RawPeer master, String serializer) throws IOException {
        if (this == CONNECTED) {
            return new Said(1, 1);
        }
        HandshakeCommand.Hello hello = master.hear(HandshakeCommand.Hello.class);
        Said said = new Said(1, hello.incarnation());
        if (this == GREETED) {
            return said;
        }
        master.say(new HandshakeCommand.Challenge(FrameHeader.VERSION, 0, Bytes.of(new byte[32])));
        master.hear(HandshakeCommand.Join.class);
        if (this == CHALLENGED) {
            return said;
        }
        master.say(new HandshakeCommand.MasterProof(hello.runHigh(), hello.runLow(), 1, serializer, Bytes.EMPTY));
        if (this == PROVED) {
            return said;
        }
        master.say(said.of(FrameType.ACCEPTED, Content.NONE));
        if (this == MEMBER) {
            master.say(said.of(FrameType.WELCOME, Content.NONE));
        }
        return said;
    }
}
