package dev.comm.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread polls, another calls; they meet as a crank's threads do. */
@Timeout(120)
class ThreadsTest {
    private static final TcpTransportProvider TCP = new TcpTransportProvider();

    /** A transport with its polling thread, and a sink that takes the caller's lock to flush. */
    private static final class Running implements Transport.Sink, AutoCloseable {
        final TcpTransport transport = (TcpTransport) TCP.open(Station.CONFIG);
        final ReentrantLock callers = new ReentrantLock();
        final ConcurrentHashMap<Integer, Integer> ends = new ConcurrentHashMap<>();
        final ConcurrentHashMap<Integer, Boolean> opened = new ConcurrentHashMap<>();
        final AtomicLong receivedBytes = new AtomicLong();
        final List<String> faults = new CopyOnWriteArrayList<>();
        final AtomicBoolean over = new AtomicBoolean();
        final Thread thread = new Thread(this::run, "poll");

        Running start() {
            thread.start();
            return this;
        }

        private void run() {
            while (!over.get()) {
                transport.poll(TimeUnit.SECONDS.toNanos(60), this);
            }
        }

        @Override
        public void opened(int endpoint, SocketAddress peer, boolean accepted) {
            opened.put(endpoint, accepted);
        }

        @Override
        public void received(int endpoint, ByteBuffer bytes) {
            if (ends.containsKey(endpoint)) {
                faults.add("bytes after the end of " + endpoint);
            }
            receivedBytes.addAndGet(bytes.remaining());
        }

        @Override
        public void writable(int endpoint) {
            callers.lock();
            try {
                transport.flush(endpoint);
            } finally {
                callers.unlock();
            }
        }

        @Override
        public void closed(int endpoint, Transport.CloseCause cause, String detail) {
            if (ends.merge(endpoint, 1, Integer::sum) > 1) {
                faults.add("two ends of " + endpoint);
            }
        }

        @Override
        public void close() throws InterruptedException {
            over.set(true);
            transport.wakeup();
            thread.join();
            transport.close();
        }
    }

    @Test
    void sendsOfOneThreadArriveWhileAnotherPolls() throws InterruptedException {
        try (Running master = new Running();
                Running node = new Running()) {
            InetSocketAddress address = master.transport.listen(new InetSocketAddress("127.0.0.1", 0));
            master.start();
            node.start();
            int endpoint = node.transport.connect(address, TimeUnit.SECONDS.toNanos(20));
            Random random = new Random(3);
            long sent = 0;
            for (int i = 0; i < 5_000; i++) {
                byte[] frame = new byte[1 + random.nextInt(i % 50 == 0 ? 500_000 : 200)];
                Lane lane = i % 3 == 0 ? Lane.CONTROL : Lane.BULK;
                node.callers.lock();
                try {
                    node.transport.send(endpoint, lane, ByteBuffer.wrap(frame));
                } finally {
                    node.callers.unlock();
                }
                sent += frame.length;
            }
            long all = sent;
            await(() -> master.receivedBytes.get() == all);
            assertThat(node.transport.writtenBytes(endpoint)).isEqualTo(all);
            assertThat(master.faults).isEmpty();
        }
    }

    @Test
    void everyEndpointEndsOnceHoweverBothSidesEndIt() throws InterruptedException {
        long before = descriptors();
        try (Running master = new Running();
                Running node = new Running()) {
            InetSocketAddress address = master.transport.listen(new InetSocketAddress("127.0.0.1", 0));
            master.start();
            node.start();
            Random random = new Random(5);
            int last = 0;
            for (int i = 0; i < 400; i++) {
                last = connectAndSend(node, address, random.nextInt(300_000));
                end(node, 1 + random.nextInt(last), random);
                for (int accepted : master.opened.keySet()) {
                    end(master, accepted, random);
                }
            }
            for (int endpoint = 1; endpoint <= last; endpoint++) {
                end(node, endpoint, random);
            }
            int all = last;
            await(() -> node.ends.size() == all);
            await(() ->
                    master.ends.keySet().containsAll(master.opened.keySet()) && master.transport.endpointCount() == 0);
            assertThat(node.transport.endpointCount()).isZero();
            assertThat(node.faults).isEmpty();
            assertThat(master.faults).isEmpty();
        }
        assertThat(descriptors()).isLessThanOrEqualTo(before + 4);
    }

    private static int connectAndSend(Running side, InetSocketAddress address, int bytes) {
        side.callers.lock();
        try {
            int endpoint = side.transport.connect(address, TimeUnit.SECONDS.toNanos(20));
            side.transport.send(endpoint, Lane.BULK, ByteBuffer.allocate(bytes));
            return endpoint;
        } finally {
            side.callers.unlock();
        }
    }

    private static void end(Running side, int endpoint, Random random) {
        side.callers.lock();
        try {
            if (random.nextBoolean()) {
                side.transport.abort(endpoint);
            } else {
                side.transport.finish(endpoint);
            }
        } finally {
            side.callers.unlock();
        }
    }

    @Test
    void closeWakesThePollAndMayBeRepeated() throws InterruptedException {
        Running running = new Running();
        running.transport.listen(new InetSocketAddress("127.0.0.1", 0));
        running.start();
        running.over.set(true);
        running.transport.close();
        running.transport.close();
        running.thread.join();
        assertThat(running.transport.poll(TimeUnit.SECONDS.toNanos(60), running))
                .isZero();
    }

    @Test
    void aWakeupBeforeThePollEndsIt() {
        try (Station station = new Station(TCP)) {
            station.transport.wakeup();
            station.transport.wakeup();
            assertThat(station.transport.poll(TimeUnit.SECONDS.toNanos(60), station))
                    .isZero();
        }
    }

    @Test
    void anInterruptEndsThePollAndNoConnection() {
        try (Station station = new Station(TCP)) {
            int endpoint = station.connect(station.listen());
            Station.pump(() -> station.opened.size() == 2, station);
            Thread.currentThread().interrupt();
            station.transport.poll(TimeUnit.SECONDS.toNanos(60), station);
            station.send(endpoint, "on");
            station.transport.poll(TimeUnit.SECONDS.toNanos(60), station);
            assertThat(Thread.interrupted()).isTrue();
            Station.pump(() -> station.receivedBytes == 2, station);
            assertThat(station.ends).isEmpty();
        }
    }

    private static void await(java.util.function.BooleanSupplier done) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime() - until).as("waited 60 s in vain").isNegative();
            Thread.yield();
        }
    }

    private static long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (java.io.IOException e) {
            return 0;
        }
    }
}
