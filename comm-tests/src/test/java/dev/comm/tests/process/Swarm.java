package dev.comm.tests.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * A process that sends strangers of all kinds to a port. Its arguments are the port, the number of strangers, and the
 * number in each second (0 for no limit). Before each swarm it waits for a line on its standard input. After the swarm
 * it closes its connections.
 */
public final class Swarm {
    /** The limit of descriptors of this process. The oldest stranger is closed for a new one. */
    private static final int OPEN_MAX = 2_000;

    private final InetSocketAddress target;
    private final Selector selector;
    private final Queue<Stranger> open = new ArrayDeque<>();
    private int failed;

    private Swarm(InetSocketAddress target, Selector selector) {
        this.target = target;
        this.selector = selector;
    }

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        int count = Integer.parseInt(args[1]);
        int perSecond = Integer.parseInt(args[2]);
        System.out.println("READY");
        while (System.in.read() >= 0) {
            System.in.skipNBytes(System.in.available());
            System.out.println("BEGUN");
            try (Selector selector = Selector.open()) {
                InetAddress here = InetAddress.getLoopbackAddress();
                Swarm swarm = new Swarm(new InetSocketAddress(here, port), selector);
                System.out.println("DONE " + swarm.come(count, perSecond));
            }
        }
    }

    private String come(int count, int perSecond) throws IOException {
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            while (perSecond > 0 && due(began, perSecond) <= i) {
                serve(5);
            }
            open(i);
            serve(0);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        int stayed = open.size();
        while (!open.isEmpty()) {
            open.remove().close();
        }
        return "strangers=" + count + " failed=" + failed + " stayed=" + stayed + " millis=" + millis;
    }

    private static long due(long began, int perSecond) {
        return (System.nanoTime() - began) * perSecond / TimeUnit.SECONDS.toNanos(1);
    }

    private void open(int number) {
        if (open.size() >= OPEN_MAX) {
            open.remove().close();
        }
        try {
            Stranger stranger = new Stranger(Stranger.Kind.of(number));
            stranger.connect(target, selector);
            open.add(stranger);
        } catch (IOException e) {
            failed++;
        }
    }

    private void serve(long waitMillis) throws IOException {
        if (waitMillis == 0) {
            selector.selectNow();
        } else {
            selector.select(waitMillis);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            ((Stranger) key.attachment()).ready();
        }
        selector.selectedKeys().clear();
        open.removeIf(stranger -> !stranger.goesOn());
    }
}
