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

/** A man in the middle that has no certificate and drops whole TLS records of the node on request. */
final class RecordThief extends ManInTheMiddle {
    private static final int HEADER_BYTES = 5;
    private static final int APPLICATION_DATA = 23;

    private final InetSocketAddress master;
    private final AtomicInteger wanted = new AtomicInteger();

    RecordThief(InetSocketAddress master) throws IOException {
        super(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        this.master = master;
        begin();
    }

    /** Drops the next record that the node sends. */
    void takeOne() {
        wanted.incrementAndGet();
    }

    boolean hasTakenAll() {
        return wanted.get() == 0;
    }

    @Override
    Socket connect() throws IOException {
        return new Socket(master.getAddress(), master.getPort());
    }

    @Override
    void pass(Socket from, Socket to, boolean ofNode) throws IOException {
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
    }

    private boolean takes() {
        return wanted.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }
}
