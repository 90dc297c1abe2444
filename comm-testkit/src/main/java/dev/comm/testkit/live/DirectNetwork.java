package dev.comm.testkit.live;

import dev.comm.api.support.Rendezvous;
import dev.comm.testkit.Capability;
import dev.comm.testkit.Engine;
import dev.comm.testkit.FrameRule;
import dev.comm.testkit.Link;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.Network;
import dev.comm.testkit.Partition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The loopback interface with nothing in between: only strangers can be added to it. */
final class DirectNetwork implements Network, AutoCloseable {
    static final String REASON = "nothing stands between the processes that could do it";

    private static final int CONNECT_MILLIS = 5_000;

    private final ProcessCluster cluster;
    private final List<Socket> strangers = new ArrayList<>();

    DirectNetwork(ProcessCluster cluster) {
        this.cluster = cluster;
    }

    static MissingCapability missing(Capability capability) {
        return new MissingCapability(capability, Engine.PROCESS, REASON);
    }

    @Override
    public Link link(int from, int to) {
        throw missing(Capability.BLOCK);
    }

    @Override
    public Partition partition(Set<Integer> left, Set<Integer> right) {
        throw missing(Capability.BLOCK);
    }

    @Override
    public FrameRule.Handle rule(FrameRule rule) {
        throw missing(Capability.FRAME_RULES);
    }

    @Override
    public void stranger(byte[] bytes, Duration gap) {
        Path file = cluster.running().masterFile();
        InetSocketAddress master = Rendezvous.read(file).orElse(null);
        if (master == null) {
            return; // nobody listens, so nobody is met
        }
        try {
            Socket socket = new Socket();
            strangers.add(socket);
            socket.connect(master, CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            say(socket, bytes, 0, gap);
        } catch (IOException e) {
            // A master that refuses strangers, or is gone, is what the test may want to see.
        }
    }

    private void say(Socket socket, byte[] bytes, int from, Duration gap) {
        int count = gap.isZero() ? bytes.length - from : Math.min(1, bytes.length - from);
        try {
            socket.getOutputStream().write(bytes, from, count);
        } catch (IOException e) {
            return; // it was thrown out
        }
        if (from + count < bytes.length) {
            cluster.after(gap, () -> say(socket, bytes, from + count, gap));
        }
    }

    @Override
    public void heal() {
        // There is nothing that lasts.
    }

    @Override
    public void close() {
        for (Socket each : strangers) {
            try {
                each.close();
            } catch (IOException e) {
                // It is gone.
            }
        }
    }
}
