package dev.comm.transport.tcp;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport.CloseCause;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One connection. The caller's side sends, finishes and aborts; the polling side connects, reads and reports. See {@link Phase}
 * for how they agree. TLS would wrap the reads and writes of the channel, and put its handshake before {@link #established}.
 */
final class Endpoint implements Attendant {
    /** Reads of one endpoint in a row; then the others have their turn. */
    private static final int READS_PER_TURN = 4;

    private static final long DISCARD_BYTES = 1 << 20;
    private static final long DISCARD_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** A finishing endpoint whose peer takes no byte for so long is dropped. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final int number;
    private final SocketChannel channel;
    private final SelectLoop loop;
    private final Map<Integer, Endpoint> endpoints;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.CONNECTING);
    private final OutboundQueue queue = new OutboundQueue();
    private String target = "";
    private volatile SelectionKey key;
    private volatile long deadlineNanos;
    /** Why writing failed; what the peer sent before is still read. */
    private volatile String broken;
    /** Why the caller's side ended it; the polling side reports. */
    private volatile String aborted;

    private boolean inputEnded;
    private long discarded;

    Endpoint(int number, SocketChannel channel, SelectLoop loop, Map<Integer, Endpoint> endpoints) {
        this.number = number;
        this.channel = channel;
        this.loop = loop;
        this.endpoints = endpoints;
    }

    // The caller's side.

    /** Watches a connect that has begun, until it is there, fails or the time is over. */
    void connecting(String name, long untilNanos) throws IOException {
        target = name;
        deadlineNanos = untilNanos;
        key = loop.register(channel, 0, this); // no interest before the key is known to both sides
        loop.attendTo(this);
    }

    void send(Lane lane, ByteBuffer[] frame, Gather gather) {
        Phase now = phase.get();
        if (broken != null || (now != Phase.CONNECTING && now != Phase.OPEN)) {
            return;
        }
        queue.add(lane, frame);
        if (phase.get() == Phase.OPEN) {
            write(gather);
        }
    }

    void flush(Gather gather) {
        Phase now = phase.get();
        if (broken == null && (now == Phase.OPEN || now == Phase.FINISHING)) {
            write(gather);
        }
    }

    private void write(Gather gather) {
        try {
            if (gather.write(channel, queue) > 0 && phase.get() == Phase.FINISHING) {
                deadlineNanos = System.nanoTime() + STALL_NANOS;
            }
            if (!queue.isEmpty()) {
                loop.include(key, SelectionKey.OP_WRITE);
                return;
            }
            loop.exclude(key, SelectionKey.OP_WRITE);
            if (phase.get() == Phase.FINISHING) {
                shutOutput();
            }
        } catch (IOException e) {
            queue.clear();
            broken = reason(e);
            loop.attendTo(this);
        }
    }

    private void shutOutput() throws IOException {
        channel.shutdownOutput();
        deadlineNanos = System.nanoTime() + DISCARD_NANOS;
        phase.compareAndSet(Phase.FINISHING, Phase.SHUT);
        loop.attendTo(this);
    }

    void finish(Gather gather) {
        if (phase.get() == Phase.CONNECTING && abortFrom(Phase.CONNECTING)) {
            return;
        }
        if (phase.get() != Phase.OPEN) {
            return;
        }
        deadlineNanos = System.nanoTime() + STALL_NANOS; // before the other side can see the phase
        if (phase.compareAndSet(Phase.OPEN, Phase.FINISHING)) {
            loop.attendTo(this);
            flush(gather);
        }
    }

    void abort() {
        for (Phase now = phase.get(); now != Phase.GONE; now = phase.get()) {
            if (abortFrom(now)) {
                return;
            }
        }
    }

    private boolean abortFrom(Phase now) {
        if (!phase.compareAndSet(now, Phase.GONE)) {
            return false;
        }
        SocketOptions.resetOnClose(channel);
        release();
        queue.clear();
        aborted = "closed by this side";
        loop.attendTo(this);
        return true;
    }

    /** Closes the channel when the whole transport closes; nothing is reported. */
    void drop() {
        phase.set(Phase.GONE);
        release();
    }

    long queuedBytes(Lane lane) {
        return queue.bytes(lane);
    }

    long writtenBytes() {
        return queue.writtenBytes();
    }

    // The polling side.

    /** Takes an accepted connection into service. */
    void accepted(Reports reports) throws IOException {
        key = loop.register(channel, 0, this);
        established(reports, true);
    }

    @Override
    public void ready(int operations, Reports reports) {
        if ((operations & SelectionKey.OP_CONNECT) != 0) {
            finishConnect(reports);
            return;
        }
        if ((operations & SelectionKey.OP_READ) != 0) {
            read(reports);
        }
        if ((operations & SelectionKey.OP_WRITE) != 0 && phase.get() != Phase.GONE) {
            loop.exclude(key, SelectionKey.OP_WRITE);
            reports.writable(number);
        }
    }

    @Override
    public void attend(Reports reports) {
        switch (phase.get()) {
            case CONNECTING -> attendConnecting(reports);
            case OPEN -> attendBroken(reports);
            case FINISHING -> {
                attendBroken(reports);
                attendEnding(reports, "the peer took no bytes for 10 s");
            }
            case SHUT -> attendEnding(reports, "finished; the peer kept its side open");
            case GONE -> reportAborted(reports);
        }
    }

    private void attendConnecting(Reports reports) {
        if (channel.isConnected()) {
            finishConnect(reports);
        } else if (overdue()) {
            end(
                    CloseCause.NOT_OPENED,
                    target + ": no answer in time; is the address right, and does a firewall drop packets?",
                    reports);
        } else {
            loop.include(key, SelectionKey.OP_CONNECT);
            loop.attendAt(deadlineNanos, this);
        }
    }

    private void finishConnect(Reports reports) {
        try {
            if (!channel.finishConnect()) {
                return;
            }
            if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
                // The kernel may pair a socket with itself if nobody listens on a port it gives to clients.
                end(CloseCause.NOT_OPENED, Dialer.refused(target), reports);
                return;
            }
            established(reports, false);
        } catch (IOException e) {
            end(CloseCause.NOT_OPENED, Dialer.reason(target, e), reports);
        }
    }

    private void established(Reports reports, boolean accepted) throws IOException {
        SocketAddress peer = channel.getRemoteAddress();
        if (!phase.compareAndSet(Phase.CONNECTING, Phase.OPEN)) {
            return;
        }
        loop.exclude(key, SelectionKey.OP_CONNECT);
        loop.include(key, SelectionKey.OP_READ);
        reports.opened(number, peer, accepted);
        if (queue.bytes(Lane.CONTROL) + queue.bytes(Lane.BULK) > 0) {
            loop.include(key, SelectionKey.OP_WRITE);
        }
    }

    /** One turn of reading; true if there may be more at once. */
    private boolean read(Reports reports) {
        ByteBuffer buffer = loop.readBuffer();
        try {
            for (int turn = 0; turn < READS_PER_TURN && phase.get() != Phase.GONE; turn++) {
                buffer.clear();
                int count = channel.read(buffer);
                if (count < 0) {
                    endOfInput(reports);
                    return false;
                }
                take(buffer.flip(), reports);
                if (count < buffer.capacity()) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            end(CloseCause.RESET, reason(e), reports);
            return false;
        }
    }

    private void take(ByteBuffer bytes, Reports reports) {
        if (!bytes.hasRemaining()) {
            return;
        }
        if (phase.get() == Phase.OPEN) {
            reports.received(number, bytes);
            return;
        }
        discarded += bytes.remaining();
        if (discarded > DISCARD_BYTES) {
            loop.exclude(key, SelectionKey.OP_READ);
            loop.attendTo(this);
        }
    }

    private void endOfInput(Reports reports) {
        if (phase.get() == Phase.OPEN) {
            String failure = broken;
            CloseCause cause = failure == null ? CloseCause.END_OF_STREAM : CloseCause.RESET;
            end(cause, failure == null ? "the peer closed the connection" : failure, reports);
            return;
        }
        inputEnded = true;
        loop.exclude(key, SelectionKey.OP_READ);
        loop.attendTo(this);
    }

    private void attendBroken(Reports reports) {
        String failure = broken;
        if (failure != null && !read(reports)) {
            end(CloseCause.RESET, failure, reports);
        }
    }

    private void attendEnding(Reports reports, String late) {
        boolean heard = inputEnded || discarded > DISCARD_BYTES;
        if (phase.get() == Phase.SHUT && heard) {
            end(CloseCause.LOCAL, "finished", reports);
        } else if (overdue()) {
            end(CloseCause.LOCAL, late, reports);
        } else {
            loop.attendAt(deadlineNanos, this);
        }
    }

    private boolean overdue() {
        return deadlineNanos - System.nanoTime() <= 0;
    }

    /** Ends it once, and reports it; whoever finishes an endpoint is told that this side closed it, however it went. */
    private void end(CloseCause cause, String detail, Reports reports) {
        Phase before = phase.getAndSet(Phase.GONE);
        if (before == Phase.GONE) {
            return;
        }
        release();
        endpoints.remove(number);
        boolean local = before == Phase.FINISHING || before == Phase.SHUT;
        reports.closed(number, local ? CloseCause.LOCAL : cause, detail);
    }

    private void reportAborted(Reports reports) {
        String detail = aborted;
        if (detail != null && endpoints.remove(number) != null) {
            reports.closed(number, CloseCause.LOCAL, detail);
        }
    }

    private void release() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing can be done for it, and the descriptor is given back all the same.
        }
        loop.nudge();
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
