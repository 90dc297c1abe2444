package dev.comm.testkit.contract;

import dev.comm.api.spi.Lane;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The tests of the passage of bytes. */
final class Streams {
    private static final int MIB = 1 << 20;
    private static final int MANY_MIB = 64;

    private Streams() {}

    private static byte[] random(int count, long seed) {
        byte[] bytes = new byte[count];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    private static void requireDone(Station station, int endpoint, long written) {
        long queued = station.transport.queuedBytes(endpoint, Lane.BULK)
                + station.transport.queuedBytes(endpoint, Lane.CONTROL);
        Claim.that(queued == 0, "%d bytes count as queued although all have arrived", queued);
        long counted = station.transport.writtenBytes(endpoint);
        Claim.that(counted == written, "%d bytes count as written, not %d", counted, written);
    }

    static void echo(TransportTrial trial) {
        Station echo = trial.add(new Station(trial.stage, Station.CONFIG) {
            @Override
            void heard(int endpoint, byte[] bytes) {
                send(endpoint, Lane.BULK, bytes);
            }
        });
        trial.connect(echo, trial.station());
        trial.right.send(trial.near, "hello");
        trial.await("an echo", () -> trial.right.text(trial.near).equals("hello"));
        requireDone(trial.right, trial.near, 5);
    }

    static void splits(TransportTrial trial) {
        byte[] bytes = random(300, 7);
        for (int cut = 0; cut <= bytes.length; cut++) {
            ByteBuffer head = ByteBuffer.wrap(bytes, 0, cut);
            ByteBuffer tail = ByteBuffer.wrap(bytes, cut, bytes.length - cut);
            if (cut % 2 == 0) {
                trial.right.transport.send(trial.near, Lane.BULK, head, tail);
            } else {
                trial.right.transport.send(trial.near, Lane.BULK, head);
                trial.right.transport.send(trial.near, Lane.BULK, tail);
            }
        }
        long all = 301L * bytes.length;
        trial.await("all bytes", () -> trial.left.receivedBytes >= all);
        byte[] got = trial.left.bytes(trial.far);
        for (int i = 0; i < got.length; i++) {
            Claim.that(got[i] == bytes[i % bytes.length], "byte %d of %d is wrong", i, got.length);
        }
        requireDone(trial.right, trial.near, all);
    }

    static void detached(TransportTrial trial) {
        byte[] bytes = random(MIB, 13);
        byte[] heap = bytes.clone();
        ByteBuffer direct = ByteBuffer.allocateDirect(MIB).put(bytes).flip();
        for (int i = 0; i < MANY_MIB / 2; i++) {
            trial.right.transport.send(trial.near, Lane.BULK, i % 2 == 0 ? ByteBuffer.wrap(heap) : direct.duplicate());
        }
        trial.right.transport.detach(trial.near, Lane.BULK);
        Arrays.fill(heap, (byte) 0);
        direct.put(0, new byte[MIB]);
        long all = (long) MANY_MIB / 2 * MIB;
        trial.await("all bytes", () -> trial.left.receivedBytes >= all);
        byte[] got = trial.left.bytes(trial.far);
        for (int i = 0; i < MANY_MIB / 2; i++) {
            Claim.that(
                    Arrays.equals(got, i * MIB, (i + 1) * MIB, bytes, 0, MIB),
                    "frame %d changed with its buffer after detach",
                    i);
        }
        requireDone(trial.right, trial.near, all);
    }

    static void large(TransportTrial trial) {
        byte[] bytes = random(MIB, 11);
        ByteBuffer direct = ByteBuffer.allocateDirect(MIB).put(bytes).flip();
        for (int i = 0; i < MANY_MIB; i++) {
            ByteBuffer body = i % 2 == 0 ? ByteBuffer.wrap(bytes) : direct.duplicate();
            trial.right.transport.send(trial.near, Lane.BULK, ByteBuffer.wrap(new byte[] {(byte) i}), body);
        }
        long all = (long) MANY_MIB * (MIB + 1);
        trial.await("all bytes", () -> trial.left.receivedBytes >= all);
        byte[] got = trial.left.bytes(trial.far);
        for (int i = 0; i < MANY_MIB; i++) {
            int from = i * (MIB + 1);
            Claim.that(got[from] == i, "frame %d begins with %d", i, got[from]);
            Claim.that(ByteBuffer.wrap(got, from + 1, MIB).equals(ByteBuffer.wrap(bytes)), "frame %d is changed", i);
        }
        requireDone(trial.right, trial.near, all);
    }

    static void buffers(TransportTrial trial) {
        byte[] bytes = random(40_000, 13);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        ByteBuffer array = ByteBuffer.wrap(bytes);
        ByteBuffer[] frame = {
            direct.slice(0, 10_000),
            array.slice(10_000, 5),
            ByteBuffer.allocate(0),
            array.asReadOnlyBuffer().position(10_005).limit(20_000),
            direct.asReadOnlyBuffer().position(20_000).limit(20_001),
            array.duplicate().position(20_001)
        };
        trial.right.transport.send(trial.near, Lane.BULK, frame);
        trial.await("all bytes", () -> trial.left.receivedBytes >= bytes.length);
        Claim.that(Arrays.equals(trial.left.bytes(trial.far), bytes), "the parts of a frame arrive changed");
        requireDone(trial.right, trial.near, bytes.length);
    }

    static void reuse(TransportTrial trial) {
        byte[] bytes = random(60_000, 31);
        byte[] memory = new byte[600];
        ByteBuffer direct = ByteBuffer.allocateDirect(600);
        for (int i = 0; i < 100; i++) {
            ByteBuffer frame =
                    i % 2 == 0 ? ByteBuffer.wrap(memory) : direct.duplicate().clear();
            frame.put(bytes, 600 * i, 600).flip();
            trial.right.transport.send(trial.near, Lane.BULK, frame);
            long written = 600L * (i + 1);
            trial.await("a write", () -> trial.right.transport.writtenBytes(trial.near) == written);
        }
        trial.await("all bytes", () -> trial.left.receivedBytes >= bytes.length);
        Claim.that(
                Arrays.equals(trial.left.bytes(trial.far), bytes), "memory that was used again after it was written");
    }

    static void empty(TransportTrial trial) {
        trial.right.transport.send(trial.near, Lane.CONTROL, ByteBuffer.allocate(0));
        trial.right.transport.send(trial.near, Lane.BULK);
        trial.right.send(trial.near, "x");
        trial.await("one byte", () -> trial.left.text(trial.far).equals("x"));
        requireDone(trial.right, trial.near, 1);
    }

    static void overtaking(TransportTrial trial) {
        int frames = 0;
        while (trial.right.transport.queuedBytes(trial.near, Lane.BULK) < 4L * MIB) {
            trial.right.send(trial.near, Lane.BULK, TransportTrial.filled(MIB, 'b'));
            frames++;
        }
        trial.right.send(trial.near, Lane.CONTROL, TransportTrial.filled(100, 'c'));
        long control = trial.right.transport.queuedBytes(trial.near, Lane.CONTROL);
        Claim.that(control == 100, "%d of 100 control bytes count as queued behind a full window", control);
        long all = (long) frames * MIB + 100;
        trial.await("all bytes", () -> trial.left.receivedBytes >= all);
        byte[] got = trial.left.bytes(trial.far);
        int at = 0;
        while (got[at] != 'c') {
            at++;
        }
        Claim.that(at % MIB == 0, "control comes in the middle of a frame, at byte %d", at);
        Claim.that(at <= (frames - 3) * MIB, "control comes only after %d of %d bytes", at, all);
        for (int i = 0; i < 100; i++) {
            Claim.that(got[at + i] == 'c', "control frame cut at byte %d", i);
        }
    }

    /** Sends frames of both lanes, each in two parts, with the lane, a number and a length in front. */
    static void lanes(TransportTrial trial) {
        SplittableRandom random = new SplittableRandom(19);
        int[] sent = new int[2];
        long all = 0;
        for (int i = 0; i < 150; i++) {
            Lane lane = random.nextInt(3) == 0 ? Lane.CONTROL : Lane.BULK;
            int length = random.nextInt(lane == Lane.BULK && random.nextBoolean() ? MIB : 300);
            ByteBuffer part = ByteBuffer.allocate(9 + length / 2).put((byte) lane.ordinal());
            part.putInt(sent[lane.ordinal()]++).putInt(length).rewind();
            trial.right.transport.send(trial.near, lane, part, ByteBuffer.allocate(length - length / 2));
            all += 9 + length;
            if (i > 30 && i % 3 == 0) {
                trial.pollOnce(); // the window moves, but more slowly than the sender
            }
        }
        long expected = all;
        trial.await("all frames", () -> trial.left.receivedBytes >= expected);
        ByteBuffer got = ByteBuffer.wrap(trial.left.bytes(trial.far));
        int[] next = new int[2];
        while (got.hasRemaining()) {
            int lane = got.get();
            int number = got.getInt();
            Claim.that(number == next[lane]++, "lane %d: frame %d comes after %d", lane, number, next[lane] - 2);
            got.position(got.position() + 4 + got.getInt(got.position()));
        }
        Claim.that(Arrays.equals(sent, next), "%s frames arrive as %s", Arrays.toString(sent), Arrays.toString(next));
    }

    static void slowReader(TransportTrial trial) {
        int length = 32 * MIB;
        trial.right.send(trial.near, Lane.BULK, TransportTrial.filled(length, 's'));
        long queued = trial.right.transport.queuedBytes(trial.near, Lane.BULK);
        long written = trial.right.transport.writtenBytes(trial.near);
        Claim.that(queued > 0, "nobody reads, but nothing is queued");
        Claim.that(written + queued == length, "%d written and %d queued are not %d", written, queued, length);
        trial.await("all bytes", () -> trial.left.receivedBytes == length);
        Claim.that(trial.right.writables > 0, "a queue that moved again was not reported as writable");
        requireDone(trial.right, trial.near, length);
    }

    static void idle(TransportTrial trial) {
        trial.right.send(trial.near, "once");
        trial.await("four bytes", () -> trial.left.receivedBytes == 4);
        int writables = trial.right.writables + trial.left.writables;
        for (int i = 0; i < 100; i++) {
            trial.stage.rest();
            int reports = trial.pollOnce();
            Claim.that(reports == 0, "%d reports although nothing happens", reports);
        }
        Claim.that(writables == trial.right.writables + trial.left.writables, "writable without anything queued");
    }

    static void bothWays(TransportTrial trial) {
        byte[] there = random(8 * MIB, 23);
        byte[] back = random(8 * MIB, 29);
        trial.right.send(trial.near, Lane.BULK, there);
        trial.left.send(trial.far, Lane.BULK, back);
        trial.await(
                "all bytes of both directions",
                () -> trial.left.receivedBytes >= there.length && trial.right.receivedBytes >= back.length);
        Claim.that(Arrays.equals(trial.left.bytes(trial.far), there), "one direction is changed");
        Claim.that(Arrays.equals(trial.right.bytes(trial.near), back), "the other direction is changed");
    }

    /**
     * Checks that a stuck connection does not hold up another. The stuck connection belongs to a station that does not
     * poll.
     */
    static void stuck(TransportTrial trial) {
        Station sleeper = trial.station();
        InetSocketAddress bed = sleeper.listen();
        int stuck = trial.right.connect(bed);
        trial.await("the sleeper", () -> sleeper.accepted.size() == 1 && trial.right.opened.contains(stuck));
        trial.right.send(stuck, Lane.BULK, TransportTrial.filled(32 * MIB, 'z'));
        List<Station> awake = List.of(trial.left, trial.right);
        for (int i = 1; i <= 100; i++) {
            trial.right.send(trial.near, "x");
            int said = i;
            trial.await("a byte beside a stuck connection", awake, () -> trial.left.receivedBytes == said);
        }
        Claim.that(trial.right.transport.queuedBytes(stuck, Lane.BULK) > 0, "a window without end");
        trial.await("the sleeper to wake", () -> sleeper.receivedBytes == 32 * MIB);
    }

    static void dialogue(TransportTrial trial) {
        int other = trial.right.connect(trial.door);
        trial.right.send(other, "quiet");
        for (int i = 1; i <= 100; i++) {
            trial.right.send(trial.near, "x");
            int said = i;
            trial.await("a byte", () -> trial.left.text(trial.far).length() == said);
        }
        trial.await("the quiet one", () -> trial.left.accepted.size() == 2);
        int quiet = trial.left.accepted.get(1);
        trial.await("what the quiet one said", () -> trial.left.text(quiet).equals("quiet"));
    }

    static void waiting(TransportTrial trial) {
        trial.right.transport.wakeup();
        trial.right.transport.wakeup();
        long from = trial.stage.nanoTime();
        Claim.that(trial.right.poll(trial.patienceNanos()) == 0, "a wake-up is reported");
        long took = trial.stage.nanoTime() - from;
        Claim.that(took < trial.patienceNanos(), "the wake-up is lost: the poll waited for %d ns", took);
    }
}
