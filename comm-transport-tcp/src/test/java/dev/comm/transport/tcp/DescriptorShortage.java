package dev.comm.transport.tcp;

import dev.comm.transport.tcp.select.ThrottledLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * A program that is started with few descriptors. It uses all of them, counts the polls that return meanwhile, closes
 * them, and is served again.
 */
final class DescriptorShortage {
    private DescriptorShortage() {}

    public static void main(String[] args) throws IOException {
        rehearse();
        try (Station station = new Station(new TcpTransportProvider())) {
            InetSocketAddress address = station.listen();
            Deque<SocketChannel> peers = connectUntilNoneIsLeft(address);
            int polls = 0;
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
            while (System.nanoTime() - until < 0) {
                station.transport.poll(TimeUnit.MILLISECONDS.toNanos(100), station);
                polls++;
            }
            int endpoint = station.connect(address);
            Station.pump(() -> station.ends.containsKey(endpoint), station);
            System.out.println("detail " + station.ends.get(endpoint).detail());
            int served = station.accepted.size();
            for (int i = 0; i < 10; i++) {
                peers.removeFirst().close();
            }
            Station.pump(() -> station.accepted.size() > served, station);
            System.out.println("polls " + polls);
            System.out.println("served again");
        }
    }

    /** Loads the classes that the program needs later, because this needs descriptors too. */
    private static void rehearse() throws IOException {
        try (Station station = new Station(new TcpTransportProvider())) {
            InetSocketAddress address = station.listen();
            int endpoint = station.connect(address);
            SocketChannel peer = SocketChannel.open(address);
            Station.pump(() -> station.accepted.size() == 2, station);
            peer.close();
            station.transport.abort(endpoint);
            Station.pump(() -> station.ends.size() == 3, station);
            station.connect(InetSocketAddress.createUnresolved("nowhere.invalid", 1));
            Station.pump(() -> station.ends.size() == 4, station);
            new Dialer.NotOpened(0, Dialer.reason("", new IOException("rehearsal")));
            new ThrottledLog(LoggerFactory.getLogger("rehearsal")).warn("rehearsal");
        }
    }

    private static Deque<SocketChannel> connectUntilNoneIsLeft(InetSocketAddress address) {
        Deque<SocketChannel> peers = new ArrayDeque<>();
        try {
            for (; ; ) {
                peers.add(SocketChannel.open(address));
            }
        } catch (IOException e) {
            return peers;
        }
    }
}
