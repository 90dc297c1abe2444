package dev.comm.transport.tcp.select;

import dev.comm.api.error.TransportException;
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
 * A selector and its handlers. One thread at a time calls {@link #poll}. Any thread may call the other methods, unless
 * their documentation restricts this.
 *
 * <p>A wake-up costs a system call, so the selector is woken only while the polling thread may be blocked. The polling
 * thread first sets {@link #asleep} and then checks for requests. Other threads first add a request and then check this
 * flag.
 */
public final class SelectLoop {
    /**
     * The size of a read, which holds one piece of a payload with its header. Otherwise the last bytes would need
     * another read.
     */
    public static final int READ_BYTES = (256 << 10) + (4 << 10);

    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Selector selector = openSelector();
    private final ConcurrentLinkedQueue<SelectHandler> wanting = new ConcurrentLinkedQueue<>();
    private final Deadlines deadlines = new Deadlines();
    private final HotEndpoint hotEndpoint = new HotEndpoint();
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
                    "If this process has too many open files, raise ulimit -n. Cannot open a selector ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    /** Polls the selector; see {@link Transport#poll}. The reports follow after the selector has released its locks. */
    public int poll(long maxWaitNanos, Transport.Sink sink) {
        reports.begin(sink);
        try {
            if (maxWaitNanos > 0 || !hotEndpoint.read(reports)) {
                select(maxWaitNanos);
                serveReady();
            }
            serveWanting();
        } catch (ClosedSelectorException e) {
            // The transport was closed in the meantime, so there is nothing more to report.
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
            // The wait is rounded up. A timeout of 0 would block without limit, and a shorter wait would make the
            // caller spin.
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
                continue; // the channel was closed after it was selected
            }
            ((SelectHandler) key.attachment()).ready(operations, reports);
        }
    }

    private void serveWanting() {
        for (SelectHandler next = wanting.poll(); next != null; next = wanting.poll()) {
            next.attend(reports);
        }
        for (SelectHandler next = deadlines.takeDue(); next != null; next = deadlines.takeDue()) {
            next.attend(reports);
        }
    }

    /** Requests a call of {@code attend} on this handler in the next poll, and wakes the selector. */
    public void attendTo(SelectHandler handler) {
        wanting.add(handler);
        nudge();
    }

    /** Schedules a call of {@code attend} on this handler. Only the polling thread may call this method. */
    public void attendAt(long atNanos, SelectHandler handler) {
        deadlines.add(atNanos, handler);
    }

    public SelectionKey register(SelectableChannel channel, int operations, SelectHandler handler)
            throws ClosedChannelException {
        SelectionKey key = channel.register(selector, operations, handler);
        nudge();
        return key;
    }

    /** Adds operations to the interest set. A closed channel is ignored. */
    public void include(SelectionKey key, int operations) {
        try {
            if ((key.interestOpsOr(operations) & operations) != operations) {
                nudge();
            }
        } catch (CancelledKeyException e) {
            // The other side of the transport closed the channel and reports this.
        }
    }

    /** Removes operations from the interest set. A closed channel is ignored. */
    public void exclude(SelectionKey key, int operations) {
        try {
            if ((key.interestOps() & operations) != 0) {
                key.interestOpsAnd(~operations);
            }
        } catch (CancelledKeyException e) {
            // The other side of the transport closed the channel and reports this.
        }
    }

    /** Wakes a blocked poll; see {@link Transport#wakeup}. */
    public void wakeup() {
        woken = true;
        nudge();
    }

    /**
     * Wakes a blocked poll, because a changed interest set or a closed channel takes effect only at the next selection.
     */
    public void nudge() {
        if (asleep) {
            selector.wakeup();
        }
    }

    /**
     * Returns the endpoint that a poll without waiting may read first. Only the polling thread may call this method.
     */
    public HotEndpoint hotEndpoint() {
        return hotEndpoint;
    }

    /** Returns the buffer for all reads of the polling thread. */
    public ByteBuffer readBuffer() {
        return readBuffer;
    }

    /** Closes the selector, which wakes a blocked poll and releases closed channels. Idempotent. */
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new TransportException("The selector could not be closed: " + e.getMessage(), e);
        }
    }
}
