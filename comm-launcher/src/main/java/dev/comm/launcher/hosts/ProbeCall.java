package dev.comm.launcher.hosts;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The connection of another host to the port of the first host. */
final class ProbeCall implements AutoCloseable {
    private static final int ATTEMPT_MILLIS = 2_000;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private final String id;
    private Socket socket;
    private String problem = "no address of the first host is known yet";
    private long clockMillis;
    private long tripMillis;

    ProbeCall(String id) {
        this.id = id;
    }

    /** Tries all addresses until one answers, or until the deadline. */
    void connect(Supplier<List<InetSocketAddress>> addresses, long deadline) {
        do {
            for (InetSocketAddress each : addresses.get()) {
                if (ProbePort.millisTo(deadline) > 0 && isAnswered(each, deadline)) {
                    return;
                }
            }
            LockSupport.parkNanos(PAUSE);
        } while (ProbePort.millisTo(deadline) > 0);
    }

    private boolean isAnswered(InetSocketAddress address, long deadline) {
        Socket attempt = new Socket();
        int millis = Math.max(1, Math.min(ATTEMPT_MILLIS, ProbePort.millisTo(deadline)));
        try {
            attempt.connect(resolved(address), millis);
            attempt.setSoTimeout(Math.max(1, ProbePort.millisTo(deadline)));
            long begin = System.nanoTime();
            attempt.getOutputStream().write(id.getBytes(StandardCharsets.US_ASCII));
            long theirs = new DataInputStream(attempt.getInputStream()).readLong();
            tripMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            clockMillis = System.currentTimeMillis() - tripMillis / 2 - theirs;
            socket = attempt;
            return true;
        } catch (IOException e) {
            problem = "cannot connect to " + text(address) + ": " + e.getMessage();
            close(attempt);
            return false;
        }
    }

    private static InetSocketAddress resolved(InetSocketAddress address) throws IOException {
        return address.isUnresolved()
                ? new InetSocketAddress(InetAddress.getByName(address.getHostString()), address.getPort())
                : address;
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Returns {@link ProbeFolder#GOOD}, or why there is no connection. */
    String result() {
        return socket == null ? problem : ProbeFolder.GOOD;
    }

    /** Returns by how much the clock of this host is ahead, and by how much that may be wrong, or empty. */
    String clock() {
        return socket == null ? "" : clockMillis + " " + tripMillis;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            close(socket);
        }
    }
}
