package dev.comm.testkit.contract;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;
import java.io.File;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** The tests in which one thread polls and another thread calls, like the threads of a driver. */
final class Threads {

    private static final int CONNECTIONS = 200;

    private Threads() {}

    private static void possible(TransportTrial trial) {
        Claim.possible(!trial.stage.isVirtual(), "virtual time belongs to one thread");
    }

    private static void await(TransportTrial trial, String what, BooleanSupplier done) {
        long until = System.nanoTime() + trial.patienceNanos();
        while (!done.getAsBoolean()) {
            Claim.that(System.nanoTime() - until < 0, "waited in vain for %s", what);
            Thread.yield();
        }
    }

    private static int connect(PolledStation side, InetSocketAddress door) {
        return side.call(() -> side.transport().connect(door, Station.CONNECT_NANOS));
    }

    static void sends(TransportTrial trial) throws InterruptedException {
        possible(trial);
        try (PolledStation master = new PolledStation(trial.stage);
                PolledStation node = new PolledStation(trial.stage)) {
            InetSocketAddress door = master.listen();
            master.start();
            node.start();
            int endpoint = connect(node, door);
            SplittableRandom random = new SplittableRandom(3);
            long sent = 0;
            for (int i = 0; i < 5_000; i++) {
                byte[] frame = new byte[1 + random.nextInt(i % 50 == 0 ? 500_000 : 200)];
                Lane lane = i % 3 == 0 ? Lane.CONTROL : Lane.BULK;
                node.run(() -> node.transport().send(endpoint, lane, ByteBuffer.wrap(frame)));
                sent += frame.length;
            }
            long all = sent;
            await(trial, "all bytes", () -> master.receivedBytes() == all);
            // The peer may have the last byte before the sender has counted it.
            await(trial, "the count of written bytes", () -> node.transport().writtenBytes(endpoint) == all);
            master.requireSound();
            node.requireSound();
        }
    }

    static void endings(TransportTrial trial) throws InterruptedException {
        possible(trial);
        try (PolledStation master = new PolledStation(trial.stage);
                PolledStation node = new PolledStation(trial.stage)) {
            InetSocketAddress door = master.listen();
            master.start();
            node.start();
            SplittableRandom random = new SplittableRandom(5);
            int last = 0;
            for (int i = 0; i < 400; i++) {
                int endpoint = connect(node, door);
                ByteBuffer frame = ByteBuffer.allocate(random.nextInt(300_000));
                node.run(() -> node.transport().send(endpoint, Lane.BULK, frame));
                last = endpoint;
                end(node, 1 + random.nextInt(last), random);
                for (int accepted : master.opened()) {
                    end(master, accepted, random);
                }
            }
            for (int endpoint = 1; endpoint <= last; endpoint++) {
                end(node, endpoint, random);
            }
            int all = last;
            await(trial, "all ends here", () -> node.ended().size() == all);
            await(trial, "all ends there", () -> master.ended().containsAll(master.opened()));
            node.requireSound();
            master.requireSound();
        }
    }

    private static void end(PolledStation side, int endpoint, SplittableRandom random) {
        Transport transport = side.transport();
        boolean abort = random.nextBoolean();
        side.run(() -> {
            if (abort) {
                transport.abort(endpoint);
            } else {
                transport.finish(endpoint);
            }
        });
    }

    static void interrupt(TransportTrial trial) {
        possible(trial);
        Thread.currentThread().interrupt();
        long from = System.nanoTime();
        trial.right.poll(trial.patienceNanos());
        trial.right.send(trial.near, "on");
        trial.right.poll(trial.patienceNanos());
        Claim.that(Thread.interrupted(), "the interrupt is lost");
        Claim.that(System.nanoTime() - from < trial.patienceNanos(), "an interrupted poll waits on");
        trial.await("two bytes", () -> trial.left.text(trial.far).equals("on"));
        Claim.that(trial.right.ends.isEmpty(), "the interrupt ends a connection: %s", trial.right.ends);
    }

    static void descriptors(TransportTrial trial) {
        possible(trial);
        long before = openDescriptors();
        Claim.possible(before > 0, "this system does not show its descriptors");
        for (int i = 1; i <= CONNECTIONS; i++) {
            int endpoint = trial.right.connect(trial.door);
            int number = i;
            trial.await("connection " + i, () -> trial.left.accepted.size() > number);
            if (i % 2 == 0) {
                trial.right.transport.abort(endpoint);
            } else {
                trial.right.transport.finish(endpoint);
            }
        }
        trial.await("all ends", () -> trial.left.ends.size() == CONNECTIONS && trial.right.ends.size() == CONNECTIONS);
        trial.pollOnce();
        long more = openDescriptors() - before;
        Claim.that(more < CONNECTIONS / 4, "%d descriptors are still open after %d connections", more, CONNECTIONS);
    }

    private static long openDescriptors() {
        String[] names = new File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }

    static void closing(TransportTrial trial) throws InterruptedException {
        possible(trial);
        PolledStation station = new PolledStation(trial.stage);
        station.listen();
        station.start();
        await(trial, "a poll", station::isPolling);
        station.closeWithoutWaking();
        station.join();
        station.requireSound();
    }

    static void wakeups(TransportTrial trial) throws InterruptedException {
        possible(trial);
        try (PolledStation station = new PolledStation(trial.stage)) {
            station.listen();
            station.start();
            for (int i = 1; i <= 200; i++) {
                int before = station.polls();
                station.transport().wakeup();
                await(trial, "wake-up " + i, () -> station.polls() > before);
            }
        }
    }
}
