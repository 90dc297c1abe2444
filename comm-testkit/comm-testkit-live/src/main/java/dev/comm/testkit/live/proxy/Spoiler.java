package dev.comm.testkit.live.proxy;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * A source of damage that flips bits of a stream and cuts it short, by the number of bytes that have passed. Used on
 * the loop only.
 */
final class Spoiler {
    private static final long NEVER = Long.MAX_VALUE;

    private final SplittableRandom random;
    private final TreeSet<Long> flips = new TreeSet<>();
    private long passed;
    private long end = NEVER;
    private double noise;

    Spoiler(SplittableRandom random) {
        this.random = random;
    }

    void flipAfter(long bytes) {
        flips.add(passed + bytes);
    }

    void truncateAfter(long bytes) {
        end = passed + bytes;
    }

    void noise(double probability) {
        noise = probability;
    }

    void heal() {
        flips.clear();
        noise = 0;
        end = NEVER;
    }

    /** Damages bytes in place. Returns the number of them that may pass. */
    int spoil(ByteBuffer bytes) {
        int all = bytes.remaining();
        int count = (int) Math.min(all, end - passed);
        while (!flips.isEmpty() && flips.first() < passed + count) {
            flip(bytes, (int) (flips.pollFirst() - passed));
        }
        for (int i = 0; noise > 0 && i < count; i++) {
            if (random.nextDouble() < noise) {
                flip(bytes, i);
            }
        }
        passed += count;
        if (count < all) {
            end = NEVER;
        }
        return count;
    }

    private void flip(ByteBuffer bytes, int index) {
        int at = bytes.position() + index;
        bytes.put(at, (byte) (bytes.get(at) ^ 1 << random.nextInt(8)));
    }
}
