package dev.comm.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.Member;
import dev.comm.api.Profile;
import dev.comm.api.Secret;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Sequence;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.spi.Bytes;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.JoinCall;
import dev.comm.node.machine.NodeMachine;
import dev.comm.node.machine.membership.NodeIdentity;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A peer in the place of the master that does not know the secret. */
final class FalseMaster {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final CommConfig WITHOUT = config(null);
    private static final CommConfig WITH_SECRET = config(Words.SECRET);

    private final boolean secret;
    private final CommConfig config;
    final Stage stage;
    private final JoinCall join = new JoinCall();

    FalseMaster(boolean secret) {
        this.secret = secret;
        config = secret ? WITH_SECRET : WITHOUT;
        stage = new Stage(
                new NodeMachine(config, new NodeIdentity(0, "host", 1, Bytes.EMPTY), new Random(2)::nextLong));
        stage.step(new Event.Submitted(join));
    }

    private static CommConfig config(Secret secret) {
        return CommConfig.builder()
                .rank(1)
                .size(3)
                .timing(Profile.FAST.timing())
                .secret(secret)
                .build();
    }

    void play(Tape tape) {
        while (tape.hasMore()) {
            act(tape.next() % 12, tape);
            nobodyIsTrusted();
        }
    }

    private void act(int action, Tape tape) {
        int endpoint = stage.effects.connected();
        switch (action) {
            case 0 -> stage.opened(endpoint);
            case 1 -> stage.bytes(endpoint, ByteBuffer.wrap(tape.chunk()));
            case 2 -> stage.bytes(endpoint, ByteBuffer.wrap(Wire.mended(tape.chunk())));
            case 3 -> challenge(endpoint, tape.next() % 4);
            case 4 -> stage.bytes(endpoint, Wire.frame(new Accepted(25 * TICK_NANOS, 100 * TICK_NANOS)));
            case 5 -> stage.bytes(endpoint, Wire.frame(welcome(endpoint)));
            case 6 -> stage.passes(tape.next() * TICK_NANOS);
            case 7 -> stage.leaves(endpoint, Event.Closed.Reason.values()[1 + tape.next() % 3]);
            case 8 -> stage.step(new Event.Submitted(barrier()));
            case 9 -> stage.bytes(endpoint, ByteBuffer.wrap(Wire.mended(tape.rest())));
            case 10 -> prove(endpoint, tape.next() % 5);
            default -> stage.bytes(endpoint, ByteBuffer.wrap(tape.rest()));
        }
    }

    /** Sends a challenge whose nonce has the right length or another one. */
    private void challenge(int endpoint, int kind) {
        Bytes nonce = kind == 0 ? Words.ZEROS : Bytes.of(new byte[kind * 16 - 16]);
        stage.bytes(endpoint, Wire.frame(new Challenge(FrameHeader.VERSION, 0, nonce)));
    }

    private void prove(int endpoint, int kind) {
        Hello hello = stage.effects.last(endpoint, Hello.class);
        Proof proof = stage.effects.last(endpoint, Proof.class);
        MasterProof bare = new MasterProof(1, 2, 5, "java", Bytes.EMPTY);
        if (hello == null || proof == null) {
            stage.bytes(endpoint, Wire.frame(bare));
            return;
        }
        MasterProof answer = switch (kind) {
            case 0 -> bare;
            case 1 -> bare.withProof(Words.ZEROS);
            case 2 -> Words.masterProof(Words.GUESS, hello, proof, bare);
            case 3 -> bare.withProof(proof.proof());
            // The proof is that of the right master, but for another connection.
            default -> Words.masterProof(Words.SECRET, Words.hello(1), proof, bare);
        };
        stage.bytes(endpoint, Wire.frame(answer));
    }

    private Welcome welcome(int endpoint) {
        Hello hello = stage.effects.last(endpoint, Hello.class);
        Member me = new Member(1, hello == null ? 0 : hello.incarnation(), "me", null);
        List<Member> all = List.of(new Member(0, 77, "master", null), me);
        return new Welcome(1, 3, 5, 1, all, List.of(new Sequence(0, 0)), Content.NONE);
    }

    private static CollectiveCall barrier() {
        CollectiveCall.Key key = new CollectiveCall.Key(0, CollectiveKind.BARRIER, "", "");
        return new CollectiveCall(key, TimeUnit.SECONDS.toNanos(5), List.of(), null, () -> "here");
    }

    private void nobodyIsTrusted() {
        if (!secret) {
            return;
        }
        boolean trusts = !stage.effects.authenticated.isEmpty()
                || stage.effects.completed.contains(join)
                || stage.effects.sent.values().stream().flatMap(List::stream).anyMatch(Join.class::isInstance);
        if (trusts) {
            throw new AssertionError("the node trusts a stranger: " + stage.effects.sent);
        }
    }

    /**
     * Requires that joining ends at the latest with the startup timeout, and the call of a member with its own timeout.
     */
    void endAsItShould() {
        stage.passes(config.timing()
                .startup()
                .plus(config.timing().dead().multipliedBy(4))
                .toNanos());
        if (secret) {
            assertThat(join.completion().isDone()).isTrue();
        }
    }
}
