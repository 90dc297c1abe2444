package dev.comm.transport.tcp;

import dev.comm.api.TransportException;
import dev.comm.api.spi.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One selector and those who wait for it. {@link #poll} belongs to one thread at a time, the rest to any.
 *
 * <p>A wake-up costs a system call, so it is made only while the polling thread may be asleep: that thread first raises
 * {@link #asleep}, then looks whether something was asked for; everybody else first asks, then looks at the flag.
 */
final class SelectLoop {
    /** A piece of a payload with its head: its last bytes would else take a turn of their own. */
    static final int READ_BYTES = (256 << 10) + (4 << 10);

    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Selector selector = openSelector();
    private final ConcurrentLinkedQueue<Attendant> wanting = new ConcurrentLinkedQueue<>();
    private final Deadlines deadlines = new Deadlines();
    private final Favourite favourite = new Favourite();
    private final Reports reports = new Reports();
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final Consumer<SelectionKey> collect = this::collect;
    private SelectionKey[] ready = new SelectionKey[16];
    private int readyCount;
    private volatile boolean asleep;
    private volatile boolean woken;

    private static Selector openSelector() {
        try {
            return Selector.open();
        } catch (IOException e) {
            throw new TransportException(
                    "No selector can be opened (" + e.getMessage()
                            + "); this process may have too many open files: see ulimit -n",
                    e);
        }
    }

    /** See {@link Transport#poll}. Reports are made after the selector has let go of its locks. */
    int poll(long maxWaitNanos, Transport.Sink sink) {
        reports.begin(sink);
        try {
            if (maxWaitNanos > 0 || !favourite.read(reports)) {
                select(maxWaitNanos);
                serveReady();
            }
            serveWanting();
        } catch (ClosedSelectorException e) {
            // Closed meanwhile: there is nothing more to report.
        } catch (IOException e) {
            throw new TransportException("The selector failed: " + e.getMessage(), e);
        }
        return reports.count();
    }

    private void select(long maxWaitNanos) throws IOException {
        readyCount = 0;
        if (maxWaitNanos <= 0) {
            selector.selectNow(collect);
        } else {
            asleep = true;
            try {
                sleep(woken || !wanting.isEmpty() ? 0 : deadlines.bound(maxWaitNanos));
            } finally {
                asleep = false;
            }
        }
        if (woken) {
            woken = false;
        }
    }

    private void sleep(long waitNanos) throws IOException {
        if (waitNanos <= 0) {
            selector.selectNow(collect);
        } else {
            // 0 would mean for ever, and a wait cut short would make the caller spin.
            selector.select(collect, 1 + (waitNanos - 1) / NANOS_PER_MILLI);
        }
    }

    private void collect(SelectionKey key) {
        if (readyCount == ready.length) {
            ready = Arrays.copyOf(ready, 2 * readyCount);
        }
        ready[readyCount++] = key;
    }

    private void serveReady() {
        for (int i = 0; i < readyCount; i++) {
            SelectionKey key = ready[i];
            ready[i] = null;
            int operations;
            try {
                operations = key.readyOps();
            } catch (CancelledKeyException e) {
                continue; // closed since it was selected
            }
            ((Attendant) key.attachment()).ready(operations, reports);
        }
    }

    private void serveWanting() {
        for (Attendant next = wanting.poll(); next != null; next = wanting.poll()) {
            next.attend(reports);
        }
        for (Attendant next = deadlines.takeDue(); next != null; next = deadlines.takeDue()) {
            next.attend(reports);
        }
    }

    /** Sees to it that the next poll, which is at once, attends to this one. */
    void attendTo(Attendant attendant) {
        wanting.add(attendant);
        nudge();
    }

    /** Has this one attended to at that time; for the polling thread. */
    void attendAt(long atNanos, Attendant attendant) {
        deadlines.add(atNanos, attendant);
    }

    SelectionKey register(SelectableChannel channel, int operations, Attendant attendant)
            throws ClosedChannelException {
        SelectionKey key = channel.register(selector, operations, attendant);
        nudge();
        return key;
    }

    /** Adds operations of interest; nothing happens to a channel that is closed. */
    void include(SelectionKey key, int operations) {
        try {
            if ((key.interestOpsOr(operations) & operations) != operations) {
                nudge();
            }
        } catch (CancelledKeyException e) {
            // Closed by the other side of the transport, which reports it.
        }
    }

    /** Takes operations of interest away; nothing happens to a channel that is closed. */
    void exclude(SelectionKey key, int operations) {
        try {
            if ((key.interestOps() & operations) != 0) {
                key.interestOpsAnd(~operations);
            }
        } catch (CancelledKeyException e) {
            // Closed by the other side of the transport, which reports it.
        }
    }

    /** See {@link Transport#wakeup}. */
    void wakeup() {
        woken = true;
        nudge();
    }

    /** Makes a sleeping poll look again: a changed interest or a closed channel takes effect only then. */
    void nudge() {
        if (asleep) {
            selector.wakeup();
        }
    }

    /** Whom a poll that does not wait may read first; for the polling thread. */
    Favourite favourite() {
        return favourite;
    }

    /** The buffer for all reads of the polling thread. */
    ByteBuffer readBuffer() {
        return readBuffer;
    }

    /** Wakes and ends polling, and releases what was closed. Idempotent. */
    void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new TransportException("The selector could not be closed: " + e.getMessage(), e);
        }
    }
}
