package dev.comm.testkit.contract;

import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/** A transport with a polling thread, and a sink that takes the lock of the callers to flush. */
final class PolledStation implements Transport.Sink, AutoCloseable {
    private static final long LONG_NANOS = TimeUnit.HOURS.toNanos(1);

    private final TransportStage stage;
    private final Transport transport;
    private final ReentrantLock callers = new ReentrantLock();
    private final Set<Integer> opened = ConcurrentHashMap.newKeySet();
    private final Set<Integer> ended = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong receivedBytes = new AtomicLong();
    private final Thread thread = new Thread(this::pollOnAndOn, "contract-poll");
    private volatile int polls;
    private volatile boolean over;

    PolledStation(TransportStage stage) {
        this.stage = stage;
        transport = stage.open(Station.CONFIG);
        thread.setUncaughtExceptionHandler((t, e) -> faults.add("the polling thread died of " + e));
    }

    Transport transport() {
        return transport;
    }

    InetSocketAddress listen() {
        return transport.listen(stage.anywhere());
    }

    void start() {
        thread.start();
    }

    private void pollOnAndOn() {
        while (!over) {
            transport.poll(LONG_NANOS, this);
            polls++;
        }
    }

    boolean isPolling() {
        return thread.getState() != Thread.State.NEW;
    }

    int polls() {
        return polls;
    }

    long receivedBytes() {
        return receivedBytes.get();
    }

    Set<Integer> opened() {
        return opened;
    }

    Set<Integer> ended() {
        return ended;
    }

    /** Runs a call of the transport under the lock of the callers, as a driver does. */
    void run(Runnable action) {
        callers.lock();
        try {
            action.run();
        } finally {
            callers.unlock();
        }
    }

    int call(IntSupplier action) {
        callers.lock();
        try {
            return action.getAsInt();
        } finally {
            callers.unlock();
        }
    }

    void requireSound() {
        Claim.that(faults.isEmpty(), "%s", faults);
    }

    @Override
    public void opened(int endpoint, Peer peer) {
        opened.add(endpoint);
    }

    @Override
    public void received(int endpoint, ByteBuffer bytes) {
        if (ended.contains(endpoint)) {
            faults.add("bytes after the end of " + endpoint);
        }
        receivedBytes.addAndGet(bytes.remaining());
    }

    @Override
    public void writable(int endpoint) {
        run(() -> transport.flush(endpoint));
    }

    @Override
    public void closed(int endpoint, Transport.CloseCause cause, String detail) {
        if (!ended.add(endpoint)) {
            faults.add("two ends of " + endpoint);
        }
    }

    /** Closes the transport without a wake-up, so that only the transport itself can end the poll. */
    void closeWithoutWaking() {
        over = true;
        transport.close();
    }

    void join() throws InterruptedException {
        thread.join();
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        transport.wakeup();
        thread.join();
        transport.close();
    }
}
