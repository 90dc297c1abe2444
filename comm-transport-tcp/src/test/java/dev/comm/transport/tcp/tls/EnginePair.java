package dev.comm.transport.tcp.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** Two engines that exchange their bytes in memory. */
final class EnginePair {
    private static final int TURNS_MAX = 200;
    private static final byte[] WORD = {1, 2, 3};

    private EnginePair() {}

    /**
     * Returns the session of the node after the handshake and one word in each direction. It throws the error of either
     * side.
     */
    static SSLSession handshake(SSLEngine master, SSLEngine node) throws SSLException {
        ByteBuffer down = ByteBuffer.allocate(1 << 16);
        ByteBuffer up = ByteBuffer.allocate(1 << 16);
        int told = 0;
        for (int turn = 0; turn < TURNS_MAX && told < 2 * WORD.length; turn++) {
            write(node, up);
            told += read(master, up);
            write(master, down);
            told += read(node, down);
        }
        if (told < 2 * WORD.length) {
            throw new SSLException("the handshake did not end");
        }
        return node.getSession();
    }

    private static void write(SSLEngine from, ByteBuffer wire) throws SSLException {
        SSLEngineResult result;
        do {
            boolean established = from.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
            boolean first = established && from.getSession().getValue("said") == null;
            result = from.wrap(ByteBuffer.wrap(first ? WORD : new byte[0]), wire);
            if (first && result.bytesConsumed() > 0) {
                from.getSession().putValue("said", true);
            }
            work(from);
        } while (result.bytesProduced() > 0 && from.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
    }

    private static int read(SSLEngine to, ByteBuffer wire) throws SSLException {
        wire.flip();
        ByteBuffer plain = ByteBuffer.allocate(1 << 16);
        SSLEngineResult result;
        do {
            result = to.unwrap(wire, plain);
            work(to);
        } while (result.bytesConsumed() > 0 && wire.hasRemaining());
        wire.compact();
        return plain.position();
    }

    private static void work(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
