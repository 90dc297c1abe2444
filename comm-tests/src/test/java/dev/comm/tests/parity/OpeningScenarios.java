package dev.comm.tests.parity;

import dev.comm.api.error.TransportException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Scenarios of the beginnings of connections. */
final class OpeningScenarios {
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    static final List<Scenario> ALL = List.of(
            new Scenario("connect", Play::pair),
            new Scenario("connect refused", p -> refused(p, p.stage.nobody())),
            new Scenario("connect refused after listening stopped", p -> {
                p.pair();
                p.left.transport.stopListening();
                p.left.poll();
                refused(p, p.door);
            }),
            new Scenario("connect refused after the listener closed", p -> {
                InetSocketAddress door = p.left.listen();
                p.left.transport.close();
                refused(p, door);
            }),
            new Scenario(
                    "connect to an unknown name",
                    p -> refused(p, InetSocketAddress.createUnresolved("no-such-host.invalid", 1))),
            new Scenario("connect hangs until its timeout", p -> {
                p.near = p.right.transport.connect(p.stage.silence().orElseThrow(), SHORT_NANOS);
                p.await(() -> p.right.hasEnded(p.near));
            }),
            new Scenario("finish while a connect hangs", p -> {
                p.near = p.right.connect(p.stage.silence().orElseThrow());
                p.poll();
                p.right.transport.finish(p.near);
                p.await(() -> p.right.hasEnded(p.near));
            }),
            new Scenario("abort while a connect hangs", p -> {
                p.near = p.right.connect(p.stage.silence().orElseThrow());
                p.poll();
                p.right.transport.abort(p.near);
                p.await(() -> p.right.hasEnded(p.near));
            }),
            new Scenario("abort before a refusal is heard", p -> {
                p.near = p.right.connect(p.stage.nobody());
                p.right.transport.abort(p.near);
                p.await(() -> p.right.hasEnded(p.near));
            }),
            new Scenario("abort before the opening is heard", p -> {
                p.near = p.right.connect(p.left.listen());
                p.right.transport.abort(p.near);
                p.await(() -> p.right.hasEnded(p.near));
                p.note("opened here", p.right.opened.contains(p.near));
            }),
            new Scenario("control goes before bulk that was sent before it stood", p -> {
                p.near = p.right.connect(p.left.listen());
                p.right.send(p.near, "bulk");
                p.right.control(p.near, "control");
                p.note("queued", p.right.queued(p.near));
                p.await(() -> p.left.receivedBytes == 11);
                p.note("order", p.left.text(p.left.accepted.get(0)));
            }),
            new Scenario("the listener looks only after the bytes", p -> {
                connectToASleeper(p);
                p.right.send(p.near, "early");
                p.left.asleep = false;
                p.await(() -> p.left.receivedBytes == 5);
            }),
            new Scenario("the listener looks only after a finish", p -> {
                connectToASleeper(p);
                p.right.send(p.near, "early");
                p.right.transport.finish(p.near);
                p.await(() -> p.right.hasEnded(p.near));
                p.left.asleep = false;
                p.await(() -> p.left.ends.size() == 1);
            }),
            new Scenario("the listener looks only after an abort", p -> {
                connectToASleeper(p);
                p.right.transport.abort(p.near);
                p.await(() -> p.right.hasEnded(p.near));
                p.left.asleep = false;
                p.await(() -> p.left.ends.size() == 1);
            }),
            new Scenario("a full backlog lets the others wait until there is room", p -> backlog(p, 60 * SHORT_NANOS)),
            new Scenario("a full backlog lets the others wait until their timeout", p -> backlog(p, SHORT_NANOS)),
            new Scenario("more connections than allowed", p -> {
                Side small = p.side(Side.config(1_024, 2));
                InetSocketAddress door = small.listen();
                for (int i = 0; i < 5; i++) {
                    p.right.connect(door);
                    int sofar = i + 1;
                    p.await(() -> p.right.opened.size() == sofar && small.opened.size() == Math.min(2, sofar));
                }
                p.await(() -> p.right.ends.size() == 3);
            }),
            new Scenario("a port that is taken", p -> {
                InetSocketAddress taken = p.left.listen();
                p.note("listening twice", isTaken(p.right, taken));
                p.left.transport.close();
                p.note("listening again", isTaken(p.right, taken));
            }),
            new Scenario("a port whose connections stay open", p -> {
                p.pair();
                p.left.transport.stopListening();
                p.left.poll();
                Side next = p.side(Side.CONFIG);
                p.note("listening again", isTaken(next, p.door));
                p.right.connect(p.door);
                p.await(() -> next.accepted.size() == 1 && p.right.opened.size() == 2);
            }),
            new Scenario("fifty at once", p -> {
                InetSocketAddress door = p.left.listen();
                for (int i = 0; i < 50; i++) {
                    p.right.send(p.right.connect(door), "hello");
                }
                p.await(() -> p.left.receivedBytes == 250 && p.right.opened.size() == 50);
            }));

    private OpeningScenarios() {}

    private static void refused(Play p, InetSocketAddress address) {
        int endpoint = p.right.connect(address);
        p.right.send(endpoint, "in vain");
        p.await(() -> p.right.hasEnded(endpoint));
        p.note("queued", p.right.queued(endpoint));
    }

    private static void connectToASleeper(Play p) {
        p.left.asleep = true;
        p.near = p.right.connect(p.left.listen());
        p.await(() -> p.right.opened.contains(p.near));
    }

    /** Fills a backlog. Linux holds one connection more than the requested number. */
    private static void backlog(Play p, long timeoutNanos) {
        Side crowded = p.side(Side.config(1, 16));
        crowded.asleep = true;
        InetSocketAddress door = crowded.listen();
        for (int i = 0; i < 4; i++) {
            p.right.transport.connect(door, timeoutNanos);
            int there = Math.min(2, i + 1);
            p.await(() -> p.right.opened.size() == there);
        }
        boolean patient = timeoutNanos > SHORT_NANOS;
        p.await(() -> patient || p.right.ends.size() == 2);
        crowded.asleep = false;
        p.await(() -> crowded.accepted.size() == (patient ? 4 : 2) && p.right.opened.size() == (patient ? 4 : 2));
    }

    private static boolean isTaken(Side side, InetSocketAddress address) {
        try {
            side.transport.listen(address);
            return false;
        } catch (TransportException e) {
            return true;
        }
    }
}
