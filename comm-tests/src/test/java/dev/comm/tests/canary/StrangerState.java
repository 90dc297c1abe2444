package dev.comm.tests.canary;

import dev.comm.api.CommConfig;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.spi.Bytes;
import dev.comm.core.value.ValueCodec;
import java.io.IOException;
import java.util.List;

/** How far a peer went with a master before it says what it should not. */
enum StrangerState {
    CONNECTED,
    CHALLENGED,
    PROVED,
    REGISTERED,
    MEMBER;

    /** Brings a fresh connection to this state; what the master said last, if that was WELCOME. */
    HandshakeCommand.Welcome reach(RawPeer peer, Said said, CommConfig config) throws IOException {
        if (this == CONNECTED) {
            return null;
        }
        peer.say(said.hello(List.of(config.serializer())));
        peer.hear(HandshakeCommand.Challenge.class);
        if (this == CHALLENGED) {
            return null;
        }
        peer.say(new HandshakeCommand.Proof(Bytes.EMPTY));
        if (this == PROVED) {
            return null;
        }
        peer.say(join(config));
        peer.hear(HandshakeCommand.Accepted.class);
        peer.say(new MembershipCommand.Heartbeat(0, -1, 0, Said.WAIT));
        return this == MEMBER ? peer.hear(HandshakeCommand.Welcome.class) : null;
    }

    private static HandshakeCommand.Join join(CommConfig config) {
        return HandshakeCommand.Join.of(Said.BEAT, Said.WAIT, config.limits().openCollectives()).toBuilder()
                .host("hostile")
                .pid(1)
                .minSurvivors(config.minSurvivors())
                .fingerprint(Bytes.of(new ValueCodec(config).fingerprint()))
                .types(config.types().stream().map(Class::getName).toList())
                .build();
    }
}
