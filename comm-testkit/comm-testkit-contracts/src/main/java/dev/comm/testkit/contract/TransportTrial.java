package dev.comm.testkit.contract;

import dev.comm.api.spi.TransportConfig;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A stage with its stations. Two of them may be connected. */
final class TransportTrial implements AutoCloseable {
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    final TransportStage stage;
    private final List<Station> stations = new ArrayList<>();
    /** The station that listens, with its end of the connection. */
    Station left;

    int far;
    /** The station that connects, with its end of the connection. */
    Station right;

    int near;
    InetSocketAddress door;

    TransportTrial(TransportStage stage) {
        this.stage = stage;
    }

    /** The code that checks a promise on a stage. */
    interface Play {
        void on(TransportTrial trial) throws InterruptedException;
    }

    /** Plays the code on a stage without stations. */
    static void alone(TransportStage stage, Play play) throws InterruptedException {
        try (TransportTrial trial = new TransportTrial(stage)) {
            play.on(trial);
            trial.pollOnce();
            trial.requireSound();
        }
    }

    /** Plays the code on a stage with two connected stations. */
    static void pair(TransportStage stage, Play play) throws InterruptedException {
        alone(stage, trial -> {
            trial.connect(trial.station(), trial.station());
            play.on(trial);
        });
    }

    void connect(Station listener, Station dialer) {
        left = listener;
        right = dialer;
        door = left.listen();
        near = right.connect(door);
        await("a connection", () -> right.opened.contains(near) && !left.accepted.isEmpty());
        far = left.accepted.get(0);
    }

    Station station() {
        return station(Station.CONFIG);
    }

    Station station(TransportConfig config) {
        return add(new Station(stage, config));
    }

    Station add(Station station) {
        stations.add(station);
        return station;
    }

    /** Polls all stations in turn until the condition holds. */
    void await(String what, BooleanSupplier done) {
        await(what, stations, done);
    }

    /** Polls only these stations in turn until the condition holds. */
    void await(String what, List<Station> some, BooleanSupplier done) {
        long until = stage.nanoTime() + patienceNanos();
        while (!done.getAsBoolean()) {
            Claim.that(stage.nanoTime() - until < 0, "waited %s in vain for %s", stage.patience(), what);
            if (pollOnce(some) == 0) {
                some.get(0).poll(WAIT_NANOS);
                stage.rest();
            }
            requireSound();
        }
    }

    long patienceNanos() {
        return stage.patience().toNanos();
    }

    /** Polls all stations once. Returns the number of reports. */
    int pollOnce() {
        return pollOnce(stations);
    }

    private static int pollOnce(List<Station> some) {
        int reports = 0;
        for (Station station : some) {
            reports += station.poll(0);
        }
        return reports;
    }

    /** Lets time pass, independent of reports meanwhile. */
    void linger(long nanos) {
        long until = stage.nanoTime() + nanos;
        await("time to pass", () -> stage.nanoTime() - until >= 0);
    }

    void requireSound() {
        for (Station station : stations) {
            Claim.that(station.faults.isEmpty(), "%s", station.faults);
        }
    }

    static byte[] filled(int count, char letter) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) letter);
        return bytes;
    }

    @Override
    public void close() {
        stations.forEach(Station::close);
        stage.close();
    }
}
