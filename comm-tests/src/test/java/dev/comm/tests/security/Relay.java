package dev.comm.tests.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;

/** A man in the middle that passes all bytes on unchanged, and keeps those that it can read. */
final class Relay extends ManInTheMiddle {
    private final Channel channel;
    private final InetSocketAddress master;
    private final ByteArrayOutputStream ofNodes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream ofMaster = new ByteArrayOutputStream();

    Relay(Channel channel, ServerSocket port, InetSocketAddress master) {
        super(port);
        this.channel = channel;
        this.master = master;
        begin();
    }

    /** Returns the bytes of nodes, in hexadecimal. */
    String heardOfNodes() {
        return HexFormat.of().formatHex(ofNodes.toByteArray());
    }

    /** Returns the bytes of the master, in hexadecimal. */
    String heardOfMaster() {
        return HexFormat.of().formatHex(ofMaster.toByteArray());
    }

    @Override
    Socket connect() throws IOException {
        return channel.connect(master);
    }

    @Override
    void pass(Socket from, Socket to, boolean ofNode) throws IOException {
        ByteArrayOutputStream kept = ofNode ? ofNodes : ofMaster;
        byte[] buffer = new byte[8 << 10];
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
            kept.write(buffer, 0, count);
            out.write(buffer, 0, count);
        }
    }
}
