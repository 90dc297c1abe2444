package dev.comm.transport.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** What the caller's and the polling side of an endpoint share; safe for both. */
final class Connection {
    private final int number;
    private final SocketChannel channel;
    private final SelectLoop loop;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.CONNECTING);
    private volatile SelectionKey key;
    /** Set before the phase becomes {@link Phase#OPEN}, which publishes it. */
    private Wire wire;

    private volatile long deadlineNanos;
    private volatile String broken;
    private volatile String aborted;

    Connection(int number, SocketChannel channel, SelectLoop loop) {
        this.number = number;
        this.channel = channel;
        this.loop = loop;
    }

    int number() {
        return number;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Where the peer is. */
    Origin origin() throws IOException {
        return Origin.of((InetSocketAddress) channel.getRemoteAddress());
    }

    SelectLoop loop() {
        return loop;
    }

    /** How its bytes travel from now on. */
    void travelBy(Wire agreed) {
        wire = agreed;
    }

    /** How its bytes travel, once it is open. */
    Wire wire() {
        return wire;
    }

    Phase phase() {
        return phase.get();
    }

    /** Moves on; false if the other side was faster. */
    boolean become(Phase from, Phase to) {
        return phase.compareAndSet(from, to);
    }

    /** Moves to the end and closes the channel; returns the phase before. */
    Phase end() {
        Phase before = phase.getAndSet(Phase.GONE);
        if (before != Phase.GONE) {
            release();
        }
        return before;
    }

    /** Closes the channel; the descriptor is free when the selector has looked again. */
    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing can be done for it, and the descriptor is given back all the same.
        }
        loop.nudge();
    }

    /** Makes the selector know it, without interest until both sides can see the key. */
    void register(Attendant attendant) throws IOException {
        key = loop.register(channel, 0, attendant);
    }

    void include(int operations) {
        loop.include(key, operations);
    }

    void exclude(int operations) {
        loop.exclude(key, operations);
    }

    /** Asks for the next poll's attention; the key's attachment is who gives it. */
    void wantAttention() {
        SelectionKey registered = key;
        if (registered != null) {
            loop.attendTo((Attendant) registered.attachment());
        }
    }

    /** Asks for attention at that time; for the polling side. */
    void wantAttentionAt(long atNanos) {
        loop.attendAt(atNanos, (Attendant) key.attachment());
    }

    void setDeadline(long atNanos) {
        deadlineNanos = atNanos;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    void setDeadlineIn(long seconds) {
        deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    boolean isOverdue() {
        return deadlineNanos - System.nanoTime() <= 0;
    }

    /** Notes why writing failed; what the peer sent before is still read. */
    void breakOff(IOException e) {
        broken = reason(e);
        wantAttention();
    }

    /** Why writing failed, or null. */
    String broken() {
        return broken;
    }

    /** Notes that the caller's side ended it and that the report is due. */
    void noteAbort(String detail) {
        aborted = detail;
        wantAttention();
    }

    /** Why the caller's side ended it, or null if it did not. */
    String aborted() {
        return aborted;
    }

    static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
