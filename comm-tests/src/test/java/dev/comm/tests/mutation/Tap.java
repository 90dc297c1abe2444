package dev.comm.tests.mutation;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.core.codec.FrameDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** A relay between one node and its master that records the frames of the node. */
final class Tap implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Saying> sayings = new CopyOnWriteArrayList<>();
    private final FrameDecoder decoder = new FrameDecoder(1 << 20);
    private final CountDownLatch beaten = new CountDownLatch(1);

    Tap(InetSocketAddress master, ExecutorService threads) throws IOException {
        threads.execute(() -> serve(master, threads));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    }

    void awaitHeartbeat() throws InterruptedException {
        if (!beaten.await(Crew.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the node sends no heartbeat");
        }
    }

    List<Saying> sayings() {
        return List.copyOf(sayings);
    }

    private void serve(InetSocketAddress master, ExecutorService threads) {
        try (Socket node = door.accept();
                Socket there = new Socket(master.getAddress(), master.getPort())) {
            threads.execute(() -> pump(there, node, false));
            pump(node, there, true);
        } catch (IOException e) {
            // The recording is then too short, which the test notices.
        }
    }

    private void pump(Socket from, Socket to, boolean taps) {
        byte[] bytes = new byte[8 << 10];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (taps) {
                    decoder.decode(ByteBuffer.wrap(bytes, 0, count), this::note);
                }
                out.write(bytes, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // One side failed. The other side notices it when both sockets are closed.
        }
    }

    private void note(FrameHeader header, Command command, ByteBuffer payload) {
        sayings.add(Saying.of(header, command, payload));
        if (command instanceof Heartbeat) {
            beaten.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
