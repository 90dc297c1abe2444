package dev.comm.testkit.live.proxy;

import dev.comm.testkit.Frame;
import dev.comm.testkit.FrameVerdict;
import dev.comm.testkit.live.FrameScanner;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * An intake that splits a stream at the ends of its frames and lets rules decide about whole frames. Without rules, and
 * in a stream that is not of Comm, bytes pass as they arrive. Used on the loop only.
 */
final class Intake {
    private static final int GATHERED_MAX = 8 << 20;

    private final ProxyWay way;
    private final Pump pump;
    private final FrameScanner scanner = new FrameScanner();
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private boolean gathering;

    Intake(ProxyWay way, Pump pump) {
        this.way = way;
        this.pump = pump;
    }

    /** Takes all bytes. */
    void take(ByteBuffer bytes) {
        boolean open = true;
        while (open && bytes.hasRemaining()) {
            boolean begins = scanner.isBetweenFrames();
            gathering = begins ? way.judges() : gathering;
            int count = scanner.scan(bytes);
            ByteBuffer piece = bytes.slice(bytes.position(), count);
            bytes.position(bytes.position() + count);
            boolean ends = scanner.takeEnd();
            open = gathering ? gather(piece, ends) : pump.add(piece, 0, begins, ends);
        }
    }

    private boolean gather(ByteBuffer piece, boolean ends) {
        gathered.write(piece.array(), piece.arrayOffset(), piece.remaining());
        if (ends) {
            return judge(ByteBuffer.wrap(take()));
        }
        if (scanner.isForeign() || gathered.size() > GATHERED_MAX) {
            gathering = false;
            return pump.add(ByteBuffer.wrap(take()), 0, false, false);
        }
        return true;
    }

    private byte[] take() {
        byte[] bytes = gathered.toByteArray();
        gathered.reset();
        return bytes;
    }

    private boolean judge(ByteBuffer bytes) {
        Frame frame = new Frame(way.from(), way.to(), FrameScanner.typeOf(bytes), bytes);
        FrameVerdict verdict = way.judge(frame);
        return switch (verdict.action()) {
            case PASS -> pump.add(bytes, 0, true, true);
            case DROP -> true;
            case DELAY -> pump.add(bytes, verdict.delay().toNanos(), true, true);
            case DUPLICATE -> {
                ByteBuffer copy = ByteBuffer.wrap(bytes.array().clone());
                yield pump.add(bytes, 0, true, true) && pump.add(copy, 0, true, true);
            }
            case CORRUPT -> {
                bytes.array()[Math.floorMod(verdict.position(), bytes.limit())] ^= 1;
                yield pump.add(bytes, 0, true, true);
            }
            case REPLACE -> {
                byte[] other = new byte[verdict.replacement().remaining()];
                verdict.replacement().duplicate().get(other);
                yield pump.add(ByteBuffer.wrap(other), 0, true, true);
            }
        };
    }

    /** Passes the gathered bytes of an incomplete frame on unchanged, because the stream ended. */
    void flush() {
        if (gathered.size() > 0) {
            pump.add(ByteBuffer.wrap(take()), 0, true, false);
        }
    }
}
