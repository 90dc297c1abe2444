package dev.comm.tests.security;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** An attacker that accepts the connections of nodes, and opens a connection of its own to the master for each. */
abstract class ManInTheMiddle implements AutoCloseable {
    private final ServerSocket port;

    /** Listens at a port; nodes are served from {@link #begin} on. */
    ManInTheMiddle(ServerSocket port) {
        this.port = port;
    }

    /** Accepts connections until this is closed. */
    void begin() {
        start(this::accept);
    }

    InetSocketAddress address() {
        return Channel.address(port);
    }

    /** Opens a connection to the master. */
    abstract Socket connect() throws IOException;

    /** Passes the bytes of one direction on, until one of the connections ends. */
    abstract void pass(Socket from, Socket to, boolean ofNode) throws IOException;

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "man-in-the-middle");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = port.accept();
                Socket far = connect();
                start(() -> passAll(near, far, true));
                start(() -> passAll(far, near, false));
            }
        } catch (IOException closed) {
            // the port was closed
        }
    }

    private void passAll(Socket from, Socket to, boolean ofNode) {
        try (from;
                to) {
            pass(from, to, ofNode);
        } catch (IOException gone) {
            // so is the other side
        }
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
