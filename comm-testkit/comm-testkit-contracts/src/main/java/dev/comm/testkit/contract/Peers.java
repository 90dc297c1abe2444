package dev.comm.testkit.contract;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport.CloseCause;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;

/** The tests with a peer that is no transport and behaves as it likes. */
final class Peers {
    private Peers() {}

    /** Connects a peer to the left station of the trial. */
    private static RawPeer call(TransportTrial trial) {
        trial.left = trial.station();
        RawPeer peer = trial.stage.call(trial.left.listen()).orElse(null);
        Claim.possible(peer != null, "this stage has no bare peers");
        trial.await("a bare peer", () -> trial.left.accepted.size() == 1);
        trial.far = trial.left.accepted.get(0);
        return peer;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Station.End end(TransportTrial trial) {
        trial.await("the end", () -> trial.left.ends.containsKey(trial.far));
        return trial.left.ends.get(trial.far);
    }

    private static void requireEnd(TransportTrial trial, CloseCause cause) {
        Station.End end = end(trial);
        Claim.that(end.cause() == cause, "%s instead of %s", end, cause);
    }

    static void leaves(TransportTrial trial) {
        RawPeer peer = call(trial);
        peer.write(bytes("bye"));
        peer.die();
        requireEnd(trial, CloseCause.END_OF_STREAM);
        Claim.that(trial.left.text(trial.far).equals("bye"), "the last word is lost");
    }

    static void shutsItsOutput(TransportTrial trial) {
        try (RawPeer peer = call(trial)) {
            peer.write(bytes("nothing follows"));
            peer.shutOutput();
            requireEnd(trial, CloseCause.END_OF_STREAM);
            Claim.that(trial.left.text(trial.far).equals("nothing follows"), "the last word is lost");
        }
    }

    /** Checks the end of a peer that dies with unread bytes. Some systems report a reset, others an end of stream. */
    static void diesUnread(TransportTrial trial) {
        RawPeer peer = call(trial);
        trial.left.send(trial.far, "unread");
        trial.await("bytes there", peer::hasUnread);
        peer.die();
        CloseCause cause = end(trial).cause();
        Claim.that(EnumSet.of(CloseCause.RESET, CloseCause.END_OF_STREAM).contains(cause), "%s", cause);
    }

    static void resets(TransportTrial trial) {
        RawPeer peer = call(trial);
        peer.reset();
        requireEnd(trial, CloseCause.RESET);
        String detail = trial.left.ends.get(trial.far).detail();
        Claim.that(!detail.isBlank(), "a reset without a detail");
    }

    static void resetsWhileWeWrite(TransportTrial trial) {
        RawPeer peer = call(trial);
        peer.reset();
        for (int i = 0; i < 10; i++) {
            trial.left.send(trial.far, "into the void");
            trial.stage.rest();
        }
        trial.left.transport.flush(trial.far);
        Claim.that(trial.left.ends.isEmpty(), "an end is reported outside of a poll");
        requireEnd(trial, CloseCause.RESET);
    }

    static void speaksAndLeavesWhileWeWrite(TransportTrial trial) {
        RawPeer peer = call(trial);
        peer.write(bytes("rejected: wrong secret"));
        peer.die();
        trial.left.send(trial.far, "more");
        Claim.that(end(trial).cause() != CloseCause.LOCAL, "%s", trial.left.ends);
        Claim.that(trial.left.text(trial.far).equals("rejected: wrong secret"), "what the peer said is lost");
    }

    static void keepsSilent(TransportTrial trial) {
        try (RawPeer peer = call(trial)) {
            for (int i = 0; i < 100; i++) {
                Claim.that(trial.left.poll(0) == 0, "a silent peer is reported");
            }
            trial.left.send(trial.far, Lane.CONTROL, bytes("are you there?"));
            trial.linger(5_000_000);
            Claim.that(trial.left.ends.isEmpty(), "a silent peer is given up: %s", trial.left.ends);
            Claim.that(trial.left.transport.queuedBytes(trial.far, Lane.CONTROL) == 0, "14 bytes wait for a window");
            Claim.that(!peer.hasEnded(), "the peer has been hung up on");
        }
    }

    static void staysAfterFinish(TransportTrial trial) {
        try (RawPeer peer = call(trial)) {
            trial.left.send(trial.far, "goodbye");
            trial.left.transport.finish(trial.far);
            requireEnd(trial, CloseCause.LOCAL);
            Claim.that(new String(peer.read(), StandardCharsets.UTF_8).equals("goodbye"), "the last word is lost");
        }
    }

    static void talksAfterFinish(TransportTrial trial) {
        try (RawPeer peer = call(trial)) {
            trial.left.transport.finish(trial.far);
            byte[] chatter = TransportTrial.filled(64 << 10, 't');
            trial.await("the end", () -> {
                peer.write(chatter);
                return trial.left.ends.containsKey(trial.far);
            });
            requireEnd(trial, CloseCause.LOCAL);
            Claim.that(trial.left.receivedBytes == 0, "input after finish is reported");
        }
    }
}
