package dev.comm.tests.parity;

import dev.comm.api.spi.Lane;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;

/** Scenarios of the transfer of bytes. */
final class StreamScenarios {
    private static final int MIB = 1 << 20;

    static final List<Scenario> ALL = List.of(
            paired("one frame", p -> {
                p.right.send(p.near, "hello");
                p.await(() -> p.left.receivedBytes == 5);
                p.note("written", p.right.transport.writtenBytes(p.near));
                p.note("queued", p.right.queued(p.near));
            }),
            paired("an echo", p -> {
                p.left.whenReceived = endpoint -> p.left.send(endpoint, "x");
                p.right.send(p.near, "y");
                p.await(() -> p.right.receivedBytes == 1);
            }),
            new Scenario("a greeting as soon as it is open", p -> {
                p.left.whenOpened = endpoint -> p.left.send(endpoint, "welcome");
                p.pair();
                p.await(() -> p.right.receivedBytes == 7);
            }),
            paired("ten thousand small frames", p -> {
                SplittableRandom random = new SplittableRandom(1);
                long sent = 0;
                for (int i = 0; i < 10_000; i++) {
                    byte[] frame = new byte[random.nextInt(50)];
                    random.nextBytes(frame);
                    p.right.transport.send(p.near, Lane.BULK, ByteBuffer.wrap(frame));
                    sent += frame.length;
                }
                awaitAll(p, sent);
            }),
            paired("two thousand single bytes", p -> {
                for (int i = 0; i < 2_000; i++) {
                    p.right.send(p.near, String.valueOf((char) ('a' + i % 26)));
                }
                awaitAll(p, 2_000);
            }),
            paired("a frame of 16 MiB", p -> {
                p.right.send(p.near, 'g', 16 * MIB);
                awaitAll(p, 16 * MIB);
            }),
            paired("a frame of many parts", p -> {
                ByteBuffer[] parts = new ByteBuffer[200];
                for (int i = 0; i < parts.length; i++) {
                    parts[i] = i % 3 == 0 ? ByteBuffer.allocateDirect(i * 20) : ByteBuffer.allocate(i * 20);
                    parts[i].put(0, new byte[i * 20]);
                }
                p.right.transport.send(p.near, Lane.BULK, parts);
                awaitAll(p, 20 * 199 * 100);
            }),
            paired("frames without bytes", p -> {
                p.right.transport.send(p.near, Lane.CONTROL, ByteBuffer.allocate(0));
                p.right.transport.send(p.near, Lane.BULK);
                p.note("queued", p.right.queued(p.near));
                p.right.send(p.near, "x");
                awaitAll(p, 1);
            }),
            paired("a full window, then a reader", p -> {
                p.left.asleep = true;
                long sent = p.right.fill(p.near);
                p.note("all counted", p.right.queued(p.near) + p.right.transport.writtenBytes(p.near) == sent);
                p.note("polls of the writer report", p.right.poll() > 0 && p.right.poll() > 0);
                p.left.asleep = false;
                p.countsDiffer();
                awaitAll(p, sent);
                p.note("told of room", p.right.writables > 0);
            }),
            paired("control before bulk behind a full window", p -> {
                p.left.asleep = true;
                long sent = p.right.fill(p.near);
                p.right.send(p.near, 'z', 10);
                p.right.control(p.near, "c1");
                p.right.control(p.near, "c2");
                p.note("control waits", p.right.transport.queuedBytes(p.near, Lane.CONTROL));
                p.left.asleep = false;
                p.countsDiffer();
                awaitAll(p, sent + 14);
                byte[] got = p.left.bytes(p.far);
                int at = new String(got, java.nio.charset.StandardCharsets.US_ASCII).indexOf("c1c2");
                p.note("at the end of a frame", at % MIB == 0);
                p.note("before what came earlier", at < got.length - 14);
            }),
            paired("a reader that is slow", p -> {
                p.left.asleep = true;
                p.right.send(p.near, 's', 8 * MIB);
                while (p.left.receivedBytes < 8 * MIB) {
                    p.left.poll();
                    p.await(() -> true);
                    p.right.poll();
                    p.stage.rest();
                }
                p.note("queued", p.right.queued(p.near));
            }),
            paired("much in both directions", p -> {
                p.right.send(p.near, 'r', 8 * MIB);
                p.left.send(p.far, 'l', 8 * MIB);
                p.await(() -> p.left.receivedBytes == 8 * MIB && p.right.receivedBytes == 8 * MIB);
            }),
            paired("a stuck connection beside another", p -> {
                Side sleeper = p.side(Side.CONFIG);
                InetSocketAddress bed = sleeper.listen();
                int stuck = p.right.connect(bed);
                p.await(() -> sleeper.accepted.size() == 1 && p.right.opened.contains(stuck));
                sleeper.asleep = true;
                p.right.fill(stuck);
                p.right.send(p.near, "hello");
                p.await(() -> p.left.receivedBytes == 5);
                p.note("still stuck", p.right.queued(stuck) > 0);
            }),
            paired("nothing", p -> {
                for (int i = 0; i < 50; i++) {
                    p.note("reports", p.poll());
                    p.stage.rest();
                }
            }),
            paired("a wake-up", p -> {
                p.right.transport.wakeup();
                p.note("reports", p.right.transport.poll(60_000_000_000L, p.right));
            }),
            paired("calls for an unknown endpoint", p -> {
                p.right.send(99, "nobody");
                p.right.transport.flush(99);
                p.right.transport.finish(99);
                p.right.transport.abort(99);
                p.note("queued", p.right.queued(99));
                p.note("written", p.right.transport.writtenBytes(99));
                p.note("reports", p.poll());
            }));

    private StreamScenarios() {}

    private static Scenario paired(String name, Scenario.Script script) {
        return new Scenario(name, p -> {
            p.pair();
            script.on(p);
        });
    }

    private static void awaitAll(Play p, long bytes) {
        p.await(() -> p.left.receivedBytes >= bytes && p.right.queued(p.near) == 0);
        p.note("all", p.left.receivedBytes == bytes);
    }
}
