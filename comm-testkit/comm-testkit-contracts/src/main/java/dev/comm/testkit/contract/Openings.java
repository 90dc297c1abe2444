package dev.comm.testkit.contract;

import dev.comm.api.Tls;
import dev.comm.api.error.CommException;
import dev.comm.api.error.TransportException;
import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport.CloseCause;
import dev.comm.api.spi.TransportConfig;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The tests of listening and connecting. */
final class Openings {
    private static final int CROWD = 256;
    private static final int LIMIT = 4;

    private Openings() {}

    private static TransportException refusal(Runnable action, String what) {
        try {
            action.run();
        } catch (TransportException e) {
            Claim.that(e.getMessage() != null && !e.getMessage().isBlank(), "%s is refused without a message", what);
            return e;
        } catch (RuntimeException e) {
            throw Claim.broken(e, "%s: %s instead of a TransportException", what, e);
        }
        throw Claim.broken(null, "%s is not refused", what);
    }

    static void portZero(TransportTrial trial) {
        InetSocketAddress first = trial.station().listen();
        InetSocketAddress second = trial.station().listen();
        Claim.that(first.getPort() > 0 && second.getPort() > 0, "port 0 is bound as %s and %s", first, second);
        Claim.that(first.getPort() != second.getPort(), "two transports share port %d", first.getPort());
    }

    static void takenPort(TransportTrial trial) {
        InetSocketAddress taken = trial.station().listen();
        Station second = trial.station();
        TransportException refusal = refusal(() -> second.transport.listen(taken), "a taken port");
        String port = String.valueOf(taken.getPort());
        Claim.that(refusal.getMessage().contains(port), "the error does not name port %s: %s", port, refusal);
        trial.connect(second, trial.station());
    }

    static void portIsFreeAgain(TransportTrial trial) {
        trial.connect(trial.station(), trial.station());
        trial.right.send(trial.near, "open");
        trial.left.close();
        InetSocketAddress again = trial.station().transport.listen(trial.door);
        Claim.that(again.getPort() == trial.door.getPort(), "bound %s instead of %s", again, trial.door);
    }

    static void openDoor(TransportTrial trial) {
        InetSocketAddress outside = trial.stage.offTheLoopback().orElse(null);
        Claim.possible(outside != null, "this stage has no address off the loopback");
        Station unsafe = trial.station();
        refusal(() -> unsafe.transport.listen(outside), "an address that others reach, without authentication");
    }

    /**
     * Checks that certificates that do not exist are refused. A transport that cannot encrypt at all also refuses them.
     */
    static void leftOut(TransportTrial trial) {
        Path none = Path.of("no", "such", "file.pem");
        TransportConfig config = TransportConfig.builder()
                .endpointsMax(LIMIT)
                .authenticated(true)
                .tls(Tls.mutual(none, none, none))
                .build();
        try {
            trial.station(config);
        } catch (CommException e) {
            Claim.that(e.getMessage() != null && !e.getMessage().isBlank(), "it is refused without a message");
            return;
        }
        throw Claim.broken(null, "it opens with certificates that are not there");
    }

    static void unknownName(TransportTrial trial) {
        InetSocketAddress unknown = InetSocketAddress.createUnresolved("no-such-host.invalid", 9021);
        Station station = trial.station();
        refusal(() -> station.transport.listen(unknown), "a host name without an address");
        requireNotOpened(trial, station, station.connect(unknown), "no-such-host.invalid");
    }

    private static void requireNotOpened(TransportTrial trial, Station station, int endpoint, String named) {
        trial.await("the end of endpoint " + endpoint, () -> station.ends.containsKey(endpoint));
        Station.End end = station.ends.get(endpoint);
        Claim.that(end.cause() == CloseCause.NOT_OPENED, "%s instead of NOT_OPENED", end);
        Claim.that(!station.opened.contains(endpoint), "an endpoint that is not opened was reported as opened");
        Claim.that(end.detail().contains(named), "the detail does not name %s: %s", named, end.detail());
    }

    static void refused(TransportTrial trial) {
        InetSocketAddress nobody = trial.stage.nobody();
        Station station = trial.station();
        requireNotOpened(trial, station, station.connect(nobody), String.valueOf(nobody.getPort()));
    }

    static void unanswered(TransportTrial trial) {
        InetSocketAddress silence = trial.stage.silence().orElse(null);
        Claim.possible(silence != null, "this stage cannot let a connect hang");
        long timeout = TimeUnit.MILLISECONDS.toNanos(300);
        Station station = trial.station();
        long from = trial.stage.nanoTime();
        int endpoint = station.transport.connect(silence, timeout);
        while (station.ends.isEmpty()) {
            station.poll(trial.patienceNanos()); // this wait is longer than the timeout
            trial.stage.rest();
            Claim.that(trial.stage.nanoTime() - from < trial.patienceNanos(), "a connect without answer never ends");
        }
        long took = trial.stage.nanoTime() - from;
        Claim.that(took >= timeout - timeout / 10, "a connect of 300 ms is given up after %d ns", took);
        requireNotOpened(trial, station, endpoint, String.valueOf(silence.getPort()));
    }

    static void givenUp(TransportTrial trial) {
        Station station = trial.station();
        InetSocketAddress door = trial.station().listen();
        int finished = station.connect(door);
        station.transport.finish(finished);
        int aborted = station.connect(door);
        station.transport.abort(aborted);
        trial.await("two ends", () -> station.ends.size() == 2);
        Claim.that(station.opened.isEmpty(), "a connection that was given up is reported as opened");
        for (int endpoint : List.of(finished, aborted)) {
            Claim.that(station.cause(endpoint) == CloseCause.LOCAL, "%s instead of LOCAL", station.ends);
        }
    }

    static void apart(TransportTrial trial) {
        Claim.that(trial.right.accepted.isEmpty(), "the end that connected is reported as accepted");
        Claim.that(trial.left.opened.equals(List.of(trial.far)), "opened: %s", trial.left.opened);
    }

    static void numbers(TransportTrial trial) {
        Claim.that(trial.near == 1 && trial.far == 1, "the first endpoints are %d and %d", trial.near, trial.far);
        trial.right.transport.abort(trial.near);
        trial.await("both ends", () -> trial.right.ends.size() == 1 && trial.left.ends.size() == 1);
        int second = trial.right.connect(trial.door);
        trial.await("one more", () -> trial.left.accepted.size() == 2); // the two connections may open in any order
        int third = trial.right.connect(trial.door);
        trial.await("two more", () -> trial.left.accepted.size() == 3);
        Claim.that(second > trial.near && third > second, "%d, %d, %d do not grow", trial.near, second, third);
        List<Integer> there = trial.left.accepted;
        Claim.that(there.get(1) > there.get(0) && there.get(2) > there.get(1), "%s do not grow", there);
    }

    static void early(TransportTrial trial) {
        int early = trial.right.connect(trial.door);
        trial.right.send(early, Lane.CONTROL, "ear".getBytes());
        trial.right.send(early, "ly");
        trial.await("early frames", () -> trial.left.input.values().stream().anyMatch(Openings::isEarly));
        Claim.that(trial.right.transport.queuedBytes(early, Lane.BULK) == 0, "early frames are counted as queued");
    }

    private static boolean isEarly(Object bytes) {
        return bytes.toString().equals("early");
    }

    static void crowds(TransportTrial trial) {
        for (int round = 0; round < trial.stage.crowds(); round++) {
            Station master = trial.station();
            Station nodes = trial.station();
            InetSocketAddress door = master.listen();
            for (int i = 0; i < CROWD; i++) {
                nodes.send(nodes.connect(door), Lane.CONTROL, new byte[] {1, 2, 3});
            }
            trial.await(
                    CROWD + " connections", () -> master.receivedBytes == 3 * CROWD && nodes.opened.size() == CROWD);
            Claim.that(master.accepted.size() == CROWD, "%d accepted", master.accepted.size());
            Claim.that(nodes.ends.isEmpty() && master.ends.isEmpty(), "ends: %s", nodes.ends);
            nodes.close();
            master.close();
        }
    }

    static void aboveTheLimit(TransportTrial trial) {
        Station master =
                trial.station(TransportConfig.builder().endpointsMax(LIMIT).build());
        Station nodes = trial.station();
        InetSocketAddress door = master.listen();
        for (int i = 0; i < LIMIT + 6; i++) {
            nodes.connect(door);
        }
        trial.await("those above the limit to end", () -> nodes.ends.size() == 6);
        trial.await("the others to open", () -> nodes.opened.size() >= LIMIT && master.accepted.size() >= LIMIT);
        Claim.that(master.accepted.size() == LIMIT, "%d accepted, %d allowed", master.accepted.size(), LIMIT);
        Claim.that(nodes.ends.values().stream().noneMatch(e -> e.cause() == CloseCause.LOCAL), "%s", nodes.ends);
        master.transport.abort(master.accepted.get(0));
        trial.await("the end of one more", () -> nodes.ends.size() == 7);
        int late = nodes.connect(door);
        trial.await("a latecomer", () -> master.accepted.size() == LIMIT + 1 && nodes.opened.contains(late));
        Claim.that(!nodes.ends.containsKey(late), "the latecomer is turned away although there is room");
    }

    static void stopListening(TransportTrial trial) {
        trial.left.transport.stopListening();
        trial.left.poll(0);
        trial.right.send(trial.near, "still here");
        trial.await(
                "the connection to live on", () -> trial.left.text(trial.far).equals("still here"));
        int late = trial.right.connect(trial.door);
        requireNotOpened(trial, trial.right, late, String.valueOf(trial.door.getPort()));
    }
}
