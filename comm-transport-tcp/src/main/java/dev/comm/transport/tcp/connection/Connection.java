package dev.comm.transport.tcp.connection;

import dev.comm.transport.tcp.select.SelectHandler;
import dev.comm.transport.tcp.select.SelectLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The state that the caller's side and the polling side of an endpoint share. Thread-safe. */
public final class Connection {
    private final int number;
    private final SocketChannel channel;
    private final SelectLoop loop;
    private final AtomicReference<ConnectionPhase> phase = new AtomicReference<>(ConnectionPhase.CONNECTING);
    private volatile SelectionKey key;
    /** The wire, set before the phase becomes {@link ConnectionPhase#OPEN}. The change of the phase publishes it. */
    private Wire wire;

    private volatile long deadlineNanos;
    private volatile String broken;
    private volatile String aborted;

    public Connection(int number, SocketChannel channel, SelectLoop loop) {
        this.number = number;
        this.channel = channel;
        this.loop = loop;
    }

    public int number() {
        return number;
    }

    public SocketChannel channel() {
        return channel;
    }

    /** Returns the network of the peer. */
    public RemoteOrigin origin() throws IOException {
        return RemoteOrigin.of((InetSocketAddress) channel.getRemoteAddress());
    }

    public SelectLoop loop() {
        return loop;
    }

    /** Sets the wire that carries the bytes from now on. */
    public void travelBy(Wire agreed) {
        wire = agreed;
    }

    /** Returns the wire that carries the bytes. It is set when the connection is open. */
    Wire wire() {
        return wire;
    }

    public ConnectionPhase phase() {
        return phase.get();
    }

    /** Changes the phase. Returns false if another thread changed it first. */
    public boolean become(ConnectionPhase from, ConnectionPhase to) {
        return phase.compareAndSet(from, to);
    }

    /** Changes the phase to {@link ConnectionPhase#GONE} and closes the channel. Returns the previous phase. */
    public ConnectionPhase end() {
        ConnectionPhase before = phase.getAndSet(ConnectionPhase.GONE);
        if (before != ConnectionPhase.GONE) {
            release();
        }
        return before;
    }

    /** Closes the channel. The selector releases the descriptor at its next selection. */
    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            // The system releases the descriptor even if close fails.
        }
        loop.nudge();
    }

    /** Registers the channel with no interest set, so that both sides see the key before the first event. */
    public void register(SelectHandler handler) throws IOException {
        key = loop.register(channel, 0, handler);
    }

    public void include(int operations) {
        loop.include(key, operations);
    }

    public void exclude(int operations) {
        loop.exclude(key, operations);
    }

    /** Requests a call of {@code attend} in the next poll, on the handler that is attached to the key. */
    public void wantAttention() {
        SelectionKey registered = key;
        if (registered != null) {
            loop.attendTo((SelectHandler) registered.attachment());
        }
    }

    /** Requests a call of {@code attend} at the given time. Only the polling side may call this method. */
    public void wantAttentionAt(long atNanos) {
        loop.attendAt(atNanos, (SelectHandler) key.attachment());
    }

    public void setDeadline(long atNanos) {
        deadlineNanos = atNanos;
    }

    public long deadlineNanos() {
        return deadlineNanos;
    }

    void setDeadlineIn(long seconds) {
        deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    public boolean isOverdue() {
        return deadlineNanos - System.nanoTime() <= 0;
    }

    /** Records the cause of a failed write. The polling side still reads the bytes that the peer sent before. */
    void breakOff(IOException e) {
        broken = reason(e);
        wantAttention();
    }

    /** Returns the reason why a write failed, or null. */
    public String broken() {
        return broken;
    }

    /** Records that the caller's side aborted the connection. The next poll reports the abort. */
    void noteAbort(String detail) {
        aborted = detail;
        wantAttention();
    }

    /** Returns the reason why the caller's side aborted the connection, or null. */
    public String aborted() {
        return aborted;
    }

    public static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
