package dev.comm.testkit.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Draws single faults: whom they hit, how long they last. */
final class FaultDraw {
    private static final int MASTER = 0;

    private final SplittableRandom random;
    private final int size;

    FaultDraw(SplittableRandom random, int size) {
        this.random = random;
        this.size = size;
    }

    Fault fault(FaultKind kind, boolean master) {
        int victim = master || size == 1 ? MASTER : 1 + random.nextInt(size - 1);
        return switch (kind) {
            case CRASH -> new Fault.Crash(victim);
            case VANISH -> new Fault.Vanish(victim);
            case TERMINATE -> new Fault.Terminate(victim);
            case HALT -> new Fault.Halt(victim, 1 + random.nextInt(255));
            case EXHAUST_MEMORY -> new Fault.ExhaustMemory(victim);
            case FREEZE -> new Fault.Freeze(victim, blinkOrSleep());
            case RESTART -> new Fault.Restart(victim, millis(1, 3_000));
            case CRASH_LOOP -> new Fault.CrashLoop(victim, 2 + random.nextInt(6), millis(1, 100));
            case DRIFT -> new Fault.Drift(victim, 0.95 + random.nextInt(11) * 0.01);
            default -> size == 1 ? new Fault.Freeze(victim, millis(1, 900)) : connection(kind, victim);
        };
    }

    private Fault connection(FaultKind kind, int victim) {
        return switch (kind) {
            case CUT -> new Fault.Cut(victim);
            case MUTE -> new Fault.Mute(victim, millis(1, 4_000));
            case DEAFEN -> new Fault.Deafen(victim, millis(1, 4_000));
            case SLOW -> new Fault.Slow(victim, millis(1, 300), millis(100, 20_000));
            case THROTTLE -> new Fault.Throttle(victim, 1_000L << random.nextInt(8), millis(100, 4_000));
            case CLOG -> clog(victim);
            case CORRUPT -> new Fault.Corrupt(victim, MASTER, random.nextInt(500));
            case PARTITION -> partition();
            case SWIZZLE -> swizzle();
            case STRANGER -> new Fault.Stranger(said());
            case SLOW_LORIS -> new Fault.SlowLoris(said(), millis(1, 1_000));
            default -> throw new IllegalArgumentException("cannot draw a " + kind);
        };
    }

    private Fault clog(int victim) {
        int other = victim == MASTER ? 1 : MASTER;
        return random.nextBoolean()
                ? new Fault.Clog(victim, other, millis(1, 4_000))
                : new Fault.Clog(other, victim, millis(1, 4_000));
    }

    private Fault partition() {
        TreeSet<Integer> here = new TreeSet<>(List.of(MASTER));
        TreeSet<Integer> there = new TreeSet<>();
        for (int rank = 1; rank < size; rank++) {
            (random.nextBoolean() || rank == size - 1 && there.isEmpty() ? there : here).add(rank);
        }
        boolean swapped = random.nextBoolean();
        return new Fault.Partition(
                swapped ? there : here, swapped ? here : there, random.nextBoolean(), millis(1, 4_000));
    }

    private Fault swizzle() {
        List<Integer> ranks = new ArrayList<>();
        for (int rank = 1; rank < size; rank++) {
            if (random.nextInt(3) > 0 || rank == size - 1 && ranks.isEmpty()) {
                ranks.add(rank);
            }
        }
        return new Fault.Swizzle(shuffled(ranks), shuffled(ranks), millis(1, 500));
    }

    private List<Integer> shuffled(List<Integer> ranks) {
        List<Integer> left = new ArrayList<>(ranks);
        List<Integer> shuffled = new ArrayList<>();
        while (!left.isEmpty()) {
            shuffled.add(left.remove(random.nextInt(left.size())));
        }
        return shuffled;
    }

    private Said said() {
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return Said.of(bytes);
    }

    private Duration blinkOrSleep() {
        return random.nextBoolean() ? millis(1, 900) : millis(2_000, 6_000);
    }

    private Duration millis(int from, int to) {
        return Duration.ofMillis(from + random.nextInt(to - from + 1));
    }
}
