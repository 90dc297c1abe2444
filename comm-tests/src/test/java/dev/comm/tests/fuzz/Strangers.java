package dev.comm.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.Profile;
import dev.comm.api.RunId;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.spi.Bytes;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.JoinCall;
import dev.comm.master.machine.MasterMachine;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.TeamKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Several strangers that connect to one master, and one node that knows the secret. */
final class Strangers {
    private static final int CONNECTIONS = 6;
    private static final int KNOWN = 90;
    private static final int LAST = 91;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final List<CommConfig> CONFIGS =
            List.of(config(false, false), config(true, false), config(false, true), config(true, true));

    private final boolean secret;
    private final boolean spmd;
    private final CommConfig config;
    final Stage stage;
    private int chosen = 1;

    Strangers(boolean secret, boolean spmd) {
        this.secret = secret;
        this.spmd = spmd;
        config = CONFIGS.get((spmd ? 2 : 0) + (secret ? 1 : 0));
        stage = new Stage(new MasterMachine(settings(), new Random(1)::nextLong));
        if (spmd) {
            stage.step(new Event.Submitted(new JoinCall()));
        }
    }

    private static CommConfig config(boolean secret, boolean spmd) {
        return CommConfig.builder()
                .rank(0)
                .timing(Profile.FAST.timing())
                .size(spmd ? 3 : 0)
                .elastic(spmd)
                .secret(secret ? Words.SECRET : null)
                .build();
    }

    private MasterSettings settings() {
        TeamKind mode = spmd ? TeamKind.SPMD : TeamKind.SERVE;
        return new MasterSettings(mode, config, new RunId(1, 2), 5, 77, "master", Bytes.EMPTY);
    }

    void play(Tape tape) {
        while (tape.hasMore()) {
            act(tape.next() % 14, tape);
            nobodyIsIn();
        }
    }

    private void act(int action, Tape tape) {
        switch (action) {
            case 0 -> choose(1 + tape.next() % CONNECTIONS);
            case 1 -> say(ByteBuffer.wrap(tape.chunk()));
            case 2 -> say(ByteBuffer.wrap(Wire.mended(tape.chunk())));
            case 3 -> say(Wire.frame(Words.hello(tape.next() % 5 - 1)));
            case 4 -> say(Wire.frame(new Proof(proof(tape.next() % 5))));
            case 5 -> say(Wire.frame(Words.join()));
            case 6 -> stage.passes(tape.next() * TICK_NANOS);
            case 7 -> stage.leaves(chosen, Event.Closed.Reason.values()[1 + tape.next() % 2]);
            case 8 -> greet(KNOWN);
            case 9 -> enter(KNOWN);
            case 10 -> say(ByteBuffer.wrap(Wire.mended(tape.rest())));
            case 11 -> stage.step(new Event.Submitted(barrier()));
            case 12 -> say(ByteBuffer.wrap(tape.rest()));
            default -> stalls();
        }
    }

    private void choose(int endpoint) {
        chosen = endpoint;
        stage.opened(endpoint);
    }

    private void say(ByteBuffer bytes) {
        stage.opened(chosen);
        stage.bytes(chosen, bytes);
    }

    private void stalls() {
        if (stage.isOpen(chosen)) {
            stage.step(new Event.Stalled(chosen, "it does not read"));
        }
    }

    /** Returns a proof that a peer without the secret could have obtained. */
    private Bytes proof(int kind) {
        Challenge mine = stage.effects.last(chosen, Challenge.class);
        MasterProof other = stage.effects.last(KNOWN, MasterProof.class);
        Challenge others = stage.effects.last(KNOWN, Challenge.class);
        return switch (kind) {
            case 0 -> Bytes.EMPTY;
            case 1 -> Words.ZEROS;
            case 2 -> other == null ? Bytes.EMPTY : other.proof();
            case 3 ->
                mine == null
                        ? Bytes.EMPTY
                        : Words.proof(Words.GUESS, Words.hello(1), mine).proof();
            default -> others == null ? Bytes.EMPTY : known(others);
        };
    }

    private Bytes known(Challenge challenge) {
        return secret ? Words.proof(Words.SECRET, Words.hello(-1), challenge).proof() : Bytes.EMPTY;
    }

    /** Connects a node of the run and sends its HELLO. */
    private void greet(int endpoint) {
        stage.opened(endpoint);
        stage.bytes(endpoint, Wire.frame(Words.hello(-1)));
    }

    private void enter(int endpoint) {
        Challenge challenge = stage.effects.last(endpoint, Challenge.class);
        if (challenge != null) {
            stage.bytes(endpoint, Wire.frame(new Proof(known(challenge))));
            stage.bytes(endpoint, Wire.frame(Words.join()));
            stage.bytes(endpoint, Wire.frame(new Heartbeat(0, -1, 0, TICK_NANOS)));
        }
    }

    private static CollectiveCall barrier() {
        CollectiveCall.Key key = new CollectiveCall.Key(0, CollectiveKind.BARRIER, "", "");
        return new CollectiveCall(key, TimeUnit.SECONDS.toNanos(5), List.of(), null, () -> "here");
    }

    private void nobodyIsIn() {
        for (int endpoint = 1; secret && endpoint <= CONNECTIONS; endpoint++) {
            boolean isIn = stage.effects.authenticated.contains(endpoint)
                    || stage.effects.last(endpoint, MasterProof.class) != null
                    || stage.effects.last(endpoint, Accepted.class) != null
                    || stage.effects.last(endpoint, Welcome.class) != null;
            if (isIn) {
                throw new AssertionError("stranger " + endpoint + " was admitted: " + stage.effects.sent.get(endpoint));
            }
        }
    }

    /** Ends the time of every handshake, and requires that a node with the secret is still accepted. */
    void endAsTheyShould() {
        stage.passes(config.timing().handshake().toNanos() + TICK_NANOS);
        for (int endpoint = 1; secret && endpoint <= CONNECTIONS; endpoint++) {
            boolean came = stage.effects.sent.containsKey(endpoint);
            assertThat(came && !stage.effects.closed.contains(endpoint) && stage.isOpen(endpoint))
                    .as("the connection of a stranger is still open")
                    .isFalse();
        }
        if (!spmd) {
            greet(LAST);
            enter(LAST);
            assertThat(stage.effects.last(LAST, Welcome.class)).isNotNull();
        }
    }
}
