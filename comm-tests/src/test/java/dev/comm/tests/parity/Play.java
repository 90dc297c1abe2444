package dev.comm.tests.parity;

import dev.comm.api.spi.TransportConfig;
import dev.comm.testkit.contract.RawPeer;
import dev.comm.testkit.contract.TransportStage;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One script on one stage. Of two transports, left listens and right connects, or a plain peer connects. The transcript
 * contains everything that must be equal on every stage.
 */
final class Play implements AutoCloseable {
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    final TransportStage stage;
    final List<Side> sides = new ArrayList<>();
    final Side left;
    final Side right;
    private final List<String> notes = new ArrayList<>();
    private final ByteArrayOutputStream heardByPeer = new ByteArrayOutputStream();
    private boolean exact = true;
    InetSocketAddress door;
    RawPeer peer;
    int near;
    int far;

    Play(TransportStage stage) {
        this.stage = stage;
        left = side(Side.CONFIG);
        right = side(Side.CONFIG);
    }

    Side side(TransportConfig config) {
        Side side = new Side(stage, config);
        sides.add(side);
        return side;
    }

    /** Connects the right transport to the left one. */
    void pair() {
        door = left.listen();
        near = right.connect(door);
        await(() -> right.opened.contains(near) && !left.accepted.isEmpty());
        far = left.accepted.get(0);
    }

    /** Connects a plain peer to the left transport. */
    void call() {
        door = left.listen();
        peer = stage.call(door).orElseThrow();
        await(() -> !left.accepted.isEmpty());
        far = left.accepted.get(0);
    }

    /** Adds a value to the transcript, which must be equal on every stage. */
    void note(String what, Object value) {
        notes.add(what + ": " + value);
    }

    /** Excludes the numbers of bytes from the transcript, because they depend on the sizes of buffers. */
    void countsDiffer() {
        exact = false;
    }

    /** Polls all transports that are awake in turn until the condition holds. */
    void await(BooleanSupplier done) {
        long until = stage.nanoTime() + stage.patience().toNanos();
        while (!done.getAsBoolean()) {
            if (stage.nanoTime() - until > 0) {
                throw new AssertionError("the condition did not hold in time: " + transcript());
            }
            if (poll() == 0) {
                sides.stream()
                        .filter(side -> !side.asleep)
                        .findFirst()
                        .ifPresent(side -> side.transport.poll(WAIT_NANOS, side));
                stage.rest();
            }
        }
    }

    int poll() {
        return sides.stream().filter(side -> !side.asleep).mapToInt(Side::poll).sum();
    }

    void awaitBothEnds() {
        await(() -> left.hasEnded(far) && right.hasEnded(near));
    }

    void awaitEnd() {
        await(() -> left.hasEnded(far));
    }

    /** Lets the peer read until the end of the stream. */
    void peerReadsToTheEnd() {
        await(() -> {
            heardByPeer.writeBytes(peer.read());
            return peer.hasEnded();
        });
    }

    /** Lets the peer read until it has the given number of bytes. */
    void peerReads(int count) {
        await(() -> {
            heardByPeer.writeBytes(peer.read());
            return heardByPeer.size() >= count;
        });
    }

    List<String> transcript() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            String name = i == 0 ? "left " : i == 1 ? "right " : "side " + i + " ";
            sides.get(i).transcript(exact).forEach(line -> lines.add(name + line));
        }
        if (heardByPeer.size() > 0) {
            lines.add("peer " + (exact ? Side.sum(heardByPeer.toByteArray()) : "some bytes"));
        }
        lines.addAll(notes);
        return lines;
    }

    @Override
    public void close() {
        sides.forEach(side -> side.transport.close());
        if (peer != null) {
            peer.close();
        }
        stage.close();
    }
}
