package dev.comm.testkit.live.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * One direction of one connection. It reads, lets the way damage the bytes, and writes them when they are due. The pump
 * is bounded. It stops reading while many bytes are under way, which has the effect of a full window on the sender.
 * Used on the loop only, except for {@link #underWay}.
 */
final class Pump {
    private static final int WINDOW_BYTES = 256 << 10;
    private static final int READ_BYTES = 64 << 10;
    private static final int WRITES_PER_TURN = 64;
    private static final int BROKEN = -2;

    private final ProxyWay way;
    private final ProxiedConnection relay;
    private final ProxiedSocket source;
    private final ProxiedSocket sink;
    private final Intake intake;
    private final Deque<Parcel> queue = new ConcurrentLinkedDeque<>();
    private int queuedBytes;
    private long lastDueNanos = Long.MIN_VALUE;
    private long notBeforeNanos = Long.MIN_VALUE;
    private long armedNanos = Long.MAX_VALUE;
    private boolean opened;
    private boolean sourceEnded;
    private boolean ended;
    private boolean discarding;
    private boolean stopped;
    private boolean closed;

    Pump(ProxyWay way, ProxiedConnection relay, ProxiedSocket source, ProxiedSocket sink) {
        this.way = way;
        this.relay = relay;
        this.source = source;
        this.sink = sink;
        this.intake = new Intake(way, this);
        way.add(this);
    }

    /** Starts the pump, because the connection is open. */
    void open() {
        opened = true;
        advance();
    }

    ProxiedConnection relay() {
        return relay;
    }

    /** Returns whether the source has ended. */
    boolean isSourceEnded() {
        return sourceEnded;
    }

    /** Returns whether the end of the stream was passed on, or no sink is left to take it. */
    boolean isOver() {
        return ended && queue.isEmpty();
    }

    /** Returns the waiting bytes. Any thread may read them. */
    Collection<Parcel> underWay() {
        return Collections.unmodifiableCollection(queue);
    }

    void close() {
        closed = true;
        queue.clear();
        way.remove(this);
    }

    /** Discards the bytes under way and all later bytes, because the sink is gone. */
    void abandon() {
        ended = true;
        discarding = true;
        queue.clear();
        queuedBytes = 0;
        wantRead();
    }

    /** Stops the pump for ever. The bytes under way are dropped, and the source finds its window full. */
    void stop() {
        stopped = true;
        queue.clear();
        wantRead();
    }

    /** Reads from the source, which has bytes or has ended. */
    void read() {
        ByteBuffer bytes = ByteBuffer.allocate(READ_BYTES);
        int count;
        try {
            count = source.read(bytes);
        } catch (IOException e) {
            count = BROKEN;
        }
        way.loop().runTasks();
        if (closed || stopped) {
            return;
        }
        if (count == BROKEN) {
            sourceEnded = true;
            relay.broke(source);
        } else if (count < 0) {
            sourceEnded = true;
            wantRead();
            intake.flush();
            end(Parcel.Ending.FINISH);
        } else if (count > 0 && !discarding) {
            intake.take(bytes.flip());
            advance();
        }
    }

    /** Adds bytes that pass. Returns false if the stream ended here and no more bytes may be added. */
    boolean add(ByteBuffer bytes, long extraNanos, boolean begins, boolean ends) {
        if (discarding) {
            return false;
        }
        int all = bytes.remaining();
        int passes = way.spoil(bytes);
        lastDueNanos = Math.max(lastDueNanos, way.dueNanos() + extraNanos);
        if (passes > 0) {
            queuedBytes += passes;
            ByteBuffer rest = bytes.slice(bytes.position(), passes);
            queue.add(new Parcel(rest, lastDueNanos, begins, ends && passes == all, null));
        }
        if (passes < all) {
            end(Parcel.Ending.CLOSE);
        }
        return passes == all;
    }

    /** Ends the stream behind the bytes under way. Later bytes of the source are discarded. */
    void end(Parcel.Ending ending) {
        if (closed || stopped || ended && ending != Parcel.Ending.RESET) {
            return;
        }
        ended = true;
        discarding = true;
        if (!sink.isClosed()) {
            queue.add(Parcel.end(ending, Math.max(lastDueNanos, way.endDueNanos())));
        }
        advance();
        relay.settle();
    }

    /** Writes the bytes that are due and may pass, and plans the next call for the rest. */
    void advance() {
        int writes = 0;
        boolean moves = opened && !stopped;
        while (moves && !closed && !queue.isEmpty()) {
            long now = System.nanoTime();
            long wait = Math.max(Math.max(queue.peek().dueNanos(), notBeforeNanos), way.opensNanos());
            if (wait > now) {
                arm(wait);
                moves = false;
            } else if (++writes > WRITES_PER_TURN) {
                way.loop().execute(this::advance);
                moves = false;
            } else {
                moves = pass(queue.peek(), now);
            }
        }
        wantRead();
    }

    private void wantRead() {
        boolean room = discarding || queuedBytes < WINDOW_BYTES;
        source.want(SelectionKey.OP_READ, opened && room && !sourceEnded && !stopped);
    }

    /** Plans a call at a time of {@link System#nanoTime}. With {@link Long#MAX_VALUE} a later call continues. */
    private void arm(long nanos) {
        if (nanos == Long.MAX_VALUE || nanos >= armedNanos) {
            return;
        }
        armedNanos = nanos;
        way.loop().at(nanos, () -> {
            armedNanos = Long.MAX_VALUE;
            advance();
        });
    }

    /**
     * Passes a part of the first parcel on. Returns false if the rest has to wait for the socket, or the connection
     * ended.
     */
    private boolean pass(Parcel first, long now) {
        if (first.ending() != null) {
            queue.poll();
            end(first);
            return !closed;
        }
        int count;
        try {
            count = write(first.bytes());
        } catch (IOException e) {
            relay.broke(sink);
            return false;
        }
        queuedBytes -= count;
        notBeforeNanos = way.pausedUntilNanos(count, now, notBeforeNanos);
        if (!first.bytes().hasRemaining()) {
            queue.poll();
        }
        sink.want(SelectionKey.OP_WRITE, count == 0);
        return count > 0;
    }

    private int write(ByteBuffer bytes) throws IOException {
        int limit = bytes.limit();
        bytes.limit(bytes.position() + Math.min(bytes.remaining(), way.sliceBytes()));
        try {
            return sink.write(bytes);
        } finally {
            bytes.limit(limit);
        }
    }

    private void end(Parcel last) {
        switch (last.ending()) {
            case FINISH -> {
                sink.finish();
                relay.settle();
            }
            case CLOSE -> relay.close();
            case RESET -> {
                sink.reset();
                relay.close();
            }
        }
    }
}
