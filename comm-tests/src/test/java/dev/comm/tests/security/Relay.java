package dev.comm.tests.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;

/**
 * A man in the middle that ends each connection of a node, begins another one to the master, passes all bytes on
 * unchanged, and keeps those that it can read.
 */
final class Relay implements AutoCloseable {
    private final ServerSocket port;
    private final Channel channel;
    private final InetSocketAddress master;
    private final ByteArrayOutputStream ofNodes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream ofMaster = new ByteArrayOutputStream();

    Relay(Channel channel, ServerSocket port, InetSocketAddress master) {
        this.channel = channel;
        this.port = port;
        this.master = master;
        start(this::accept);
    }

    InetSocketAddress address() {
        return Channel.address(port);
    }

    /** Returns the bytes of nodes, in hexadecimal. */
    String heardOfNodes() {
        return HexFormat.of().formatHex(ofNodes.toByteArray());
    }

    /** Returns the bytes of the master, in hexadecimal. */
    String heardOfMaster() {
        return HexFormat.of().formatHex(ofMaster.toByteArray());
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = port.accept();
                Socket far = channel.connect(master);
                start(() -> pass(near, far, ofNodes));
                start(() -> pass(far, near, ofMaster));
            }
        } catch (IOException closed) {
            // the port was closed
        }
    }

    private static void pass(Socket from, Socket to, ByteArrayOutputStream kept) {
        byte[] buffer = new byte[8 << 10];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                kept.write(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        } catch (IOException gone) {
            // so is the other side
        }
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
