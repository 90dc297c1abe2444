package dev.comm.tests.security;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A man in the middle that has no certificate and takes whole TLS records of the node away when it is told to. */
final class RecordThief implements AutoCloseable {
    private static final int HEADER_BYTES = 5;
    private static final int APPLICATION_DATA = 23;

    private final ServerSocket port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final InetSocketAddress master;
    private final AtomicInteger wanted = new AtomicInteger();

    RecordThief(InetSocketAddress master) throws IOException {
        this.master = master;
        start(this::accept);
    }

    InetSocketAddress address() {
        return Channel.address(port);
    }

    /** Drops the next record that the node sends. */
    void takeOne() {
        wanted.incrementAndGet();
    }

    boolean hasTakenAll() {
        return wanted.get() == 0;
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "record-thief");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = port.accept();
                Socket far = new Socket(master.getAddress(), master.getPort());
                start(() -> pass(near, far, true));
                start(() -> pass(far, near, false));
            }
        } catch (IOException closed) {
            // the port was closed
        }
    }

    private void pass(Socket from, Socket to, boolean ofNode) {
        try (from;
                to) {
            DataInputStream in = new DataInputStream(from.getInputStream());
            OutputStream out = to.getOutputStream();
            while (true) {
                byte[] header = in.readNBytes(HEADER_BYTES);
                if (header.length < HEADER_BYTES) {
                    throw new EOFException();
                }
                byte[] record = in.readNBytes((header[3] & 0xFF) << 8 | header[4] & 0xFF);
                if (!ofNode || header[0] != APPLICATION_DATA || !takes()) {
                    out.write(header);
                    out.write(record);
                }
            }
        } catch (IOException gone) {
            // so is the other side
        }
    }

    private boolean takes() {
        return wanted.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
