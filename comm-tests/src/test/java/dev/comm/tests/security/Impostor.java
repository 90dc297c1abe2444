package dev.comm.tests.security;

import dev.comm.api.protocol.Command;
import dev.comm.tests.canary.RawPeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A false master that plays one trick on each connection of a node, and keeps all frames that it receives. */
final class Impostor implements AutoCloseable {
    /** The acts of a false master on one connection. */
    interface Trick {
        /** @return all that the node said until it closed */
        List<Command> play(RawPeer node) throws IOException;
    }

    private final ServerSocket port;
    private final CompletableFuture<List<Command>> heard;

    Impostor(ServerSocket port, List<Trick> tricks) {
        this.port = port;
        heard = new CompletableFuture<>();
        Thread thread = new Thread(() -> playAll(tricks), "impostor");
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return Channel.address(port);
    }

    /** Returns all that nodes said, once each trick was played. */
    CompletableFuture<List<Command>> heard() {
        return heard;
    }

    private void playAll(List<Trick> tricks) {
        List<Command> all = new ArrayList<>();
        try {
            for (Trick each : tricks) {
                try (Socket socket = port.accept();
                        RawPeer node = new RawPeer(socket)) {
                    all.addAll(play(each, node));
                }
            }
            heard.complete(all);
        } catch (IOException | RuntimeException e) {
            heard.completeExceptionally(e);
        }
    }

    /** A node may end the connection before it says anything; it must not keep it open. */
    private static List<Command> play(Trick trick, RawPeer node) throws IOException {
        try {
            return trick.play(node);
        } catch (SocketTimeoutException stillOpen) {
            throw stillOpen;
        } catch (IOException ended) {
            return List.of();
        }
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
