package dev.comm.testkit.contract;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport.CloseCause;
import java.util.EnumSet;
import java.util.Set;

/** The tests of the ends of connections between two transports. */
final class Endings {
    private static final int MUCH = 32 << 20;
    private static final Set<CloseCause> BY_THE_PEER = EnumSet.of(CloseCause.END_OF_STREAM, CloseCause.RESET);

    private Endings() {}

    private static void awaitBoth(TransportTrial trial) {
        trial.await(
                "both ends", () -> trial.left.ends.containsKey(trial.far) && trial.right.ends.containsKey(trial.near));
    }

    private static void requireCauses(TransportTrial trial, CloseCause far, CloseCause near) {
        awaitBoth(trial);
        Claim.that(trial.left.cause(trial.far) == far, "%s instead of %s", trial.left.ends, far);
        Claim.that(trial.right.cause(trial.near) == near, "%s instead of %s", trial.right.ends, near);
    }

    static void finish(TransportTrial trial) {
        trial.right.send(trial.near, Lane.BULK, TransportTrial.filled(MUCH, 'f'));
        trial.right.transport.finish(trial.near);
        trial.right.send(trial.near, "too late");
        trial.right.transport.finish(trial.near);
        requireCauses(trial, CloseCause.END_OF_STREAM, CloseCause.LOCAL);
        Claim.that(trial.left.receivedBytes == MUCH, "%d of %d bytes arrive", trial.left.receivedBytes, MUCH);
    }

    static void lastWord(TransportTrial trial) {
        trial.left.send(trial.far, Lane.BULK, TransportTrial.filled(256 << 10, 'x'));
        trial.right.send(trial.near, "rejected");
        trial.right.transport.finish(trial.near);
        awaitBoth(trial);
        Claim.that(trial.left.text(trial.far).equals("rejected"), "the last word is lost to a peer that talks");
        Claim.that(trial.right.receivedBytes == 0, "input after finish is reported");
        Claim.that(trial.right.cause(trial.near) == CloseCause.LOCAL, "%s", trial.right.ends);
    }

    static void bothFinish(TransportTrial trial) {
        trial.right.send(trial.near, "bye");
        trial.left.send(trial.far, "bye");
        trial.right.transport.finish(trial.near);
        trial.left.transport.finish(trial.far);
        requireCauses(trial, CloseCause.LOCAL, CloseCause.LOCAL);
    }

    static void abort(TransportTrial trial) {
        trial.right.send(trial.near, Lane.BULK, TransportTrial.filled(MUCH, 'a'));
        trial.right.transport.abort(trial.near);
        trial.right.transport.abort(trial.near);
        trial.right.transport.finish(trial.near);
        Claim.that(trial.right.transport.queuedBytes(trial.near, Lane.BULK) == 0, "an abort keeps what was queued");
        Claim.that(trial.right.ends.isEmpty(), "an end is reported outside of a poll");
        requireCauses(trial, CloseCause.RESET, CloseCause.LOCAL);
        Claim.that(trial.left.receivedBytes < MUCH, "all bytes arrive although they were dropped");
    }

    static void finishThenAbort(TransportTrial trial) {
        trial.right.send(trial.near, Lane.BULK, TransportTrial.filled(MUCH, 'a'));
        trial.right.transport.finish(trial.near);
        trial.right.transport.abort(trial.near);
        requireCauses(trial, CloseCause.RESET, CloseCause.LOCAL);
    }

    static void gone(TransportTrial trial) {
        trial.right.transport.abort(trial.near);
        awaitBoth(trial);
        for (int endpoint : new int[] {trial.near, 4711}) {
            trial.right.send(endpoint, "nobody");
            trial.right.transport.flush(endpoint);
            trial.right.transport.finish(endpoint);
            trial.right.transport.abort(endpoint);
            long queued = trial.right.transport.queuedBytes(endpoint, Lane.BULK);
            long written = trial.right.transport.writtenBytes(endpoint);
            Claim.that(queued == 0 && written == 0, "%d queued, %d written for nobody", queued, written);
        }
        Claim.that(trial.right.poll(0) == 0, "calls for an endpoint that is gone are reported");
    }

    static void close(TransportTrial trial) {
        int other = trial.right.connect(trial.door);
        trial.await("a second connection", () -> trial.left.accepted.size() == 2);
        trial.await("its other end", () -> trial.right.opened.contains(other));
        trial.right.close();
        trial.right.close();
        Claim.that(trial.right.poll(1_000_000) == 0, "a transport that is closed reports something");
        trial.await("the ends that the peer sees", () -> trial.left.ends.size() == 2);
        Claim.that(
                trial.left.ends.values().stream().allMatch(end -> BY_THE_PEER.contains(end.cause())),
                "%s",
                trial.left.ends);
    }

    static void alone(TransportTrial trial) {
        int other = trial.right.connect(trial.door);
        trial.await("a second connection", () -> trial.left.accepted.size() == 2);
        int otherFar = trial.left.accepted.get(1);
        trial.right.transport.abort(trial.near);
        trial.right.send(other, "fine");
        trial.await(
                "an end here and bytes there",
                () -> trial.left.ends.containsKey(trial.far)
                        && trial.left.text(otherFar).equals("fine"));
        Claim.that(trial.left.ends.size() == 1 && trial.right.ends.size() == 1, "%s", trial.left.ends);
    }

    static void withinAReport(TransportTrial trial) {
        Station rude = trial.add(new Station(trial.stage, Station.CONFIG) {
            @Override
            void heard(int endpoint, byte[] bytes) {
                transport.abort(endpoint);
            }
        });
        trial.connect(rude, trial.station());
        trial.right.send(trial.near, "one");
        trial.right.send(trial.near, "two");
        awaitBoth(trial);
        Claim.that(trial.left.cause(trial.far) == CloseCause.LOCAL, "%s", trial.left.ends);
        Claim.that(BY_THE_PEER.contains(trial.right.cause(trial.near)), "%s", trial.right.ends);
    }

    static void sendAfterTheEnd(TransportTrial trial) {
        trial.left.transport.abort(trial.far);
        for (int i = 0; i < 10; i++) {
            trial.right.send(trial.near, "into the void");
            trial.left.poll(0);
        }
        awaitBoth(trial);
        Claim.that(BY_THE_PEER.contains(trial.right.cause(trial.near)), "%s", trial.right.ends);
    }

    static void manyEnd(TransportTrial trial) {
        for (int i = 0; i < 60; i++) {
            int endpoint = trial.right.connect(trial.door);
            int there = 1 + i;
            trial.await("connection " + i, () -> trial.left.accepted.size() > there);
            trial.right.send(endpoint, Lane.BULK, TransportTrial.filled(i * 1_000, 'm'));
            end(trial.right, endpoint, i);
            end(trial.left, trial.left.accepted.get(1 + i), i / 4);
        }
        trial.await("all ends", () -> trial.right.ends.size() == 60 && trial.left.ends.size() == 60);
    }

    private static void end(Station station, int endpoint, int how) {
        if (how % 4 == 0) {
            station.transport.finish(endpoint);
        } else if (how % 4 == 1) {
            station.transport.abort(endpoint);
        } else if (how % 4 == 2) {
            station.transport.finish(endpoint);
            station.transport.abort(endpoint);
        } else {
            station.poll(0);
            station.transport.finish(endpoint);
        }
    }
}
