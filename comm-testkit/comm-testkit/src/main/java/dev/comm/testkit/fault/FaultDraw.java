package dev.comm.testkit.fault;

import dev.comm.api.protocol.FrameType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** A draw of single faults, with their victims and durations. */
final class FaultDraw {
    private static final int MASTER = 0;
    /** The frames of tasks. The loss of other frames ends in a timeout or in the loss of a member. */
    private static final List<FrameType> TASKS_UP = List.of(FrameType.RESULT, FrameType.SERVING, FrameType.PROGRESS);

    private static final List<FrameType> TASKS_DOWN =
            List.of(FrameType.REQUEST, FrameType.RESULT_ACK, FrameType.RESULT_ASK, FrameType.CANCEL);
    private static final List<Step> OF_NODES = List.of(
            Step.HELLO_SENT,
            Step.of(Step.When.SENT, FrameType.PROOF),
            Step.JOIN_SENT,
            Step.ACCEPTED_RECEIVED,
            Step.WELCOME_RECEIVED,
            Step.ARRIVE_SENDING,
            Step.ARRIVE_SENT,
            Step.PART_RECEIVED,
            Step.HELD_SENT,
            Step.DECISION_RECEIVED,
            Step.MESSAGE_SENT,
            Step.MESSAGE_RECEIVED,
            Step.REQUEST_RECEIVED,
            Step.RESULT_SENT,
            Step.LEAVE_SENT);
    private static final List<Step> OF_THE_MASTER = List.of(
            Step.ARRIVE_RECEIVED,
            Step.PART_SENDING,
            Step.DECISION_SENDING,
            Step.DECISION_SENT,
            Step.MESSAGE_SENT,
            Step.REQUEST_SENT,
            Step.RESULT_RECEIVED);

    private final SplittableRandom random;
    private final int size;
    private final List<Integer> victims = new ArrayList<>();

    FaultDraw(SplittableRandom random, int size, Set<Integer> spared) {
        this.random = random;
        this.size = size;
        for (int rank = 1; rank < size; rank++) {
            if (!spared.contains(rank)) {
                victims.add(rank);
            }
        }
    }

    /** Returns whether there are nodes that a fault may hit. */
    boolean hasVictims() {
        return !victims.isEmpty();
    }

    int victim(boolean master) {
        return master ? MASTER : victims.get(random.nextInt(victims.size()));
    }

    /** Draws a step that a member does, if the member gets that far. */
    Step step(int rank) {
        List<Step> steps = rank == MASTER ? OF_THE_MASTER : OF_NODES;
        return steps.get(random.nextInt(steps.size()));
    }

    Fault fault(FaultKind kind, int victim) {
        return switch (kind) {
            case CRASH -> new Fault.Crash(victim);
            case VANISH -> new Fault.Vanish(victim);
            case TERMINATE -> new Fault.Terminate(victim);
            case HALT -> new Fault.Halt(victim, 1 + random.nextInt(255));
            case EXHAUST_MEMORY -> new Fault.ExhaustMemory(victim);
            case FREEZE -> new Fault.Freeze(victim, blinkOrSleep());
            case RESTART -> new Fault.Restart(victim, millis(1, 3_000));
            case REPLACE -> new Fault.Replace(victim, millis(1, 3_000));
            case CRASH_LOOP -> new Fault.CrashLoop(victim, 2 + random.nextInt(6), millis(1, 100));
            case DRIFT -> new Fault.Drift(victim, (95 + random.nextInt(11)) / 100.0);
            default -> hasVictims() ? connection(kind, victim) : new Fault.Freeze(victim, blinkOrSleep());
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
            case CORRUPT -> corrupt(victim);
            case LOSE -> lose(victim);
            case PARTITION -> partition();
            case SWIZZLE -> swizzle();
            case STRANGER -> new Fault.Stranger(said());
            case SLOW_LORIS -> new Fault.SlowLoris(said(), millis(1, 1_000));
            default -> throw new IllegalArgumentException("cannot draw a " + kind);
        };
    }

    /** Returns one of the peers that the victim is connected to. */
    private int peer(int victim) {
        return victim != MASTER ? MASTER : victims.get(random.nextInt(victims.size()));
    }

    private Fault clog(int victim) {
        int peer = peer(victim);
        boolean away = random.nextBoolean();
        return new Fault.Clog(away ? victim : peer, away ? peer : victim, millis(1, 4_000));
    }

    private Fault corrupt(int victim) {
        int peer = peer(victim);
        boolean away = random.nextBoolean();
        return new Fault.Corrupt(away ? victim : peer, away ? peer : victim, random.nextInt(500));
    }

    private Fault lose(int victim) {
        int peer = peer(victim);
        boolean up = random.nextBoolean();
        int node = Math.max(victim, peer);
        List<FrameType> frames = up ? TASKS_UP : TASKS_DOWN;
        FrameType frame = frames.get(random.nextInt(frames.size()));
        return new Fault.Lose(up ? node : MASTER, up ? MASTER : node, frame, 1 + random.nextInt(3));
    }

    private Fault partition() {
        TreeSet<Integer> there = new TreeSet<>(some());
        TreeSet<Integer> here = new TreeSet<>();
        for (int rank = 0; rank < size; rank++) {
            if (!there.contains(rank)) {
                here.add(rank);
            }
        }
        boolean swapped = random.nextBoolean();
        return new Fault.Partition(
                swapped ? there : here, swapped ? here : there, random.nextBoolean(), millis(1, 4_000));
    }

    private Fault swizzle() {
        List<Integer> ranks = some();
        return new Fault.Swizzle(shuffled(ranks), shuffled(ranks), millis(1, 500));
    }

    /** Draws at least one of the nodes that a fault may hit. */
    private List<Integer> some() {
        List<Integer> shuffled = shuffled(victims);
        return shuffled.subList(0, 1 + random.nextInt(shuffled.size()));
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
