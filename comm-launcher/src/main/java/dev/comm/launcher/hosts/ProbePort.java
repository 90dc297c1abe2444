package dev.comm.launcher.hosts;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The port at which the first host listens, as rank 0 would. It answers each other host with its time, and waits until
 * they have closed their connections.
 */
final class ProbePort implements AutoCloseable {
    /** A stranger gets so long to say something. */
    private static final int HELLO_MILLIS = 2_000;

    private final ServerSocket server;
    private final String id;
    private final List<Socket> open = new ArrayList<>();

    private ProbePort(ServerSocket server, String id) {
        this.server = server;
        this.id = id;
    }

    /** Listens at the first free address. */
    static ProbePort listen(List<InetSocketAddress> addresses, String id) throws IOException {
        IOException problem = new IOException("no address to listen at");
        for (InetSocketAddress address : addresses) {
            ServerSocket server = new ServerSocket();
            try {
                server.bind(address);
                return new ProbePort(server, id);
            } catch (IOException e) {
                server.close();
                problem = new IOException(address + ": " + e.getMessage(), e);
            }
        }
        throw problem;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** Answers until so many hosts were there and have gone, or until the deadline. */
    void serve(int hosts, long deadline) throws IOException {
        while (open.size() < hosts && millisTo(deadline) > 0) {
            server.setSoTimeout(millisTo(deadline));
            try {
                answer(server.accept());
            } catch (SocketTimeoutException e) {
                break;
            }
        }
        for (Socket each : open) {
            awaitEnd(each, deadline);
        }
    }

    private void answer(Socket socket) throws IOException {
        try {
            socket.setSoTimeout(HELLO_MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] hello = in.readNBytes(id.length());
            if (new String(hello, StandardCharsets.US_ASCII).equals(id)) {
                new DataOutputStream(socket.getOutputStream()).writeLong(System.currentTimeMillis());
                open.add(socket);
                return;
            }
        } catch (IOException e) {
            // a stranger, or a host that gave up and comes again
        }
        socket.close();
    }

    private static void awaitEnd(Socket socket, long deadline) {
        try {
            int millis = millisTo(deadline);
            if (millis > 0) {
                socket.setSoTimeout(millis);
                socket.getInputStream().read();
            }
        } catch (IOException e) {
            // the end of the connection is what matters
        }
    }

    static int millisTo(long deadline) {
        return (int) Math.max(0, Math.min(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()), 1 << 30));
    }

    @Override
    public void close() throws IOException {
        for (Socket each : open) {
            each.close();
        }
        server.close();
    }
}
