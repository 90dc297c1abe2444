package dev.comm.testkit.live.proxy;

import dev.comm.api.protocol.MembershipCommand;
import dev.comm.core.codec.FrameEncoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/** A client and a server with a proxy between them, over plain sockets. */
final class Wire implements Closeable {
    static final int PATIENCE_MILLIS = 30_000;

    final ServerSocket listener;
    final FaultProxy proxy;

    Wire() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(PATIENCE_MILLIS);
        proxy = FaultProxy.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()), 7);
    }

    Socket dial() throws IOException {
        Socket socket = new Socket();
        socket.connect(proxy.address(), PATIENCE_MILLIS);
        return prepared(socket);
    }

    Socket answer() throws IOException {
        return prepared(listener.accept());
    }

    private static Socket prepared(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    static void say(Socket socket, byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    static byte[] hear(Socket socket, int count) throws IOException {
        InputStream in = socket.getInputStream();
        return in.readNBytes(count);
    }

    /** Returns numbered bytes, so that an error has a position. */
    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }

    /** Returns a SHUTDOWN frame with the given text. */
    static byte[] frame(String text) {
        ByteBuffer frame = FrameEncoder.encode(new MembershipCommand.Shutdown(0, text), 0, false, 0);
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        listener.close();
    }
}
