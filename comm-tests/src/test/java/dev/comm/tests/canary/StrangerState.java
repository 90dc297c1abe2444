package dev.comm.tests.canary;

import dev.comm.api.CommConfig;
import dev.comm.api.Secret;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.Transcript;
import dev.comm.core.value.ValueCodec;
import java.io.IOException;
import java.util.List;

/** How far a peer went with a master before it says what it should not. */
public enum StrangerState {
    /** It said nothing. */
    CONNECTED,
    /** It said HELLO. */
    CHALLENGED,
    /** It said PROOF, a right one if the settings have a secret. */
    PROVED,
    /** It has said JOIN and beats. */
    REGISTERED,
    /** It has heard WELCOME. */
    MEMBER;

    /** Brings a fresh connection to this state; what the master said last, if that was WELCOME. */
    public HandshakeCommand.Welcome reach(RawPeer peer, Said said, CommConfig config) throws IOException {
        if (this == CONNECTED) {
            return null;
        }
        HandshakeCommand.Hello hello = said.hello(List.of(config.serializer()));
        peer.say(hello);
        HandshakeCommand.Challenge challenge = peer.hear(HandshakeCommand.Challenge.class);
        if (this == CHALLENGED) {
            return null;
        }
        peer.say(new HandshakeCommand.Proof(
                new Transcript(hello, challenge, peer.binding()).nodeProofs(secrets(config))));
        if (this == PROVED) {
            return null;
        }
        peer.say(join(config));
        peer.hear(HandshakeCommand.Accepted.class);
        peer.say(new MembershipCommand.Heartbeat(0, -1, 0, Said.WAIT));
        return this == MEMBER ? peer.hear(HandshakeCommand.Welcome.class) : null;
    }

    private static List<Secret> secrets(CommConfig config) {
        return config.secret() == null ? List.of() : List.of(config.secret());
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
