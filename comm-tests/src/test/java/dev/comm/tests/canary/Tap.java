package dev.comm.tests.canary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;

/** Passes connections on, to a target that may not listen yet, and keeps what went through. */
final class Tap implements AutoCloseable {
    private final ServerSocket port = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();
    private final String target;

    Tap(String target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + port.getLocalPort();
    }

    String target() {
        return target;
    }

    /** All bytes of both directions, in hexadecimal. */
    String recorded() {
        return HexFormat.of().formatHex(recorded.toByteArray());
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "tap");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                join(port.accept());
            }
        } catch (IOException closed) {
            // nobody listens any more
        }
    }

    private void join(Socket near) throws IOException {
        String[] parts = target.split(":");
        try {
            Socket far = new Socket(parts[0], Integer.parseInt(parts[1]));
            start(() -> pass(near, far));
            start(() -> pass(far, near));
        } catch (ConnectException notYet) {
            near.close();
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[8 << 10];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                recorded.write(buffer, 0, count);
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
