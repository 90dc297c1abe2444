package dev.comm.testkit.fault;

import java.util.Locale;
import java.util.function.Function;
import org.apiguardian.api.API;

/** The kinds of fault. Each kind is one record of {@link Fault}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FaultKind {
    /** {@link Fault.Crash}. */
    CRASH(Fault.Crash.class, words -> new Fault.Crash(words.number())),
    /** {@link Fault.Vanish}. */
    VANISH(Fault.Vanish.class, words -> new Fault.Vanish(words.number())),
    /** {@link Fault.Terminate}. */
    TERMINATE(Fault.Terminate.class, words -> new Fault.Terminate(words.number())),
    /** {@link Fault.Halt}. */
    HALT(Fault.Halt.class, words -> new Fault.Halt(words.number(), words.number())),
    /** {@link Fault.ExhaustMemory}. */
    EXHAUST_MEMORY(Fault.ExhaustMemory.class, words -> new Fault.ExhaustMemory(words.number())),
    /** {@link Fault.Freeze}. */
    FREEZE(Fault.Freeze.class, words -> new Fault.Freeze(words.number(), words.duration())),
    /** {@link Fault.Restart}. */
    RESTART(Fault.Restart.class, words -> new Fault.Restart(words.number(), words.duration())),
    /** {@link Fault.Replace}. */
    REPLACE(Fault.Replace.class, words -> new Fault.Replace(words.number(), words.duration())),
    /** {@link Fault.CrashLoop}. */
    CRASH_LOOP(Fault.CrashLoop.class, words -> new Fault.CrashLoop(words.number(), words.number(), words.duration())),
    /** {@link Fault.Drift}. */
    DRIFT(Fault.Drift.class, words -> new Fault.Drift(words.number(), words.fraction())),
    /** {@link Fault.Cut}. */
    CUT(Fault.Cut.class, words -> new Fault.Cut(words.number())),
    /** {@link Fault.Mute}. */
    MUTE(Fault.Mute.class, words -> new Fault.Mute(words.number(), words.duration())),
    /** {@link Fault.Deafen}. */
    DEAFEN(Fault.Deafen.class, words -> new Fault.Deafen(words.number(), words.duration())),
    /** {@link Fault.Slow}. */
    SLOW(Fault.Slow.class, words -> new Fault.Slow(words.number(), words.duration(), words.duration())),
    /** {@link Fault.Throttle}. */
    THROTTLE(Fault.Throttle.class, words -> new Fault.Throttle(words.number(), words.longNumber(), words.duration())),
    /** {@link Fault.Clog}. */
    CLOG(Fault.Clog.class, words -> new Fault.Clog(words.number(), words.number(), words.duration())),
    /** {@link Fault.Corrupt}. */
    CORRUPT(Fault.Corrupt.class, words -> new Fault.Corrupt(words.number(), words.number(), words.longNumber())),
    /** {@link Fault.Lose}. */
    LOSE(Fault.Lose.class, words -> new Fault.Lose(words.number(), words.number(), words.frame(), words.number())),
    /** {@link Fault.Partition}. */
    PARTITION(Fault.Partition.class, Fault.Partition::read),
    /** {@link Fault.Swizzle}. */
    SWIZZLE(Fault.Swizzle.class, words -> new Fault.Swizzle(words.ranks(), words.ranks(), words.duration())),
    /** {@link Fault.Stranger}. */
    STRANGER(Fault.Stranger.class, words -> new Fault.Stranger(words.said())),
    /** {@link Fault.SlowLoris}. */
    SLOW_LORIS(Fault.SlowLoris.class, words -> new Fault.SlowLoris(words.said(), words.duration()));

    private final Class<? extends Fault> type;
    private final Function<Words, Fault> reader;

    FaultKind(Class<? extends Fault> type, Function<Words, Fault> reader) {
        this.type = type;
        this.reader = reader;
    }

    static FaultKind of(Fault fault) {
        for (FaultKind kind : values()) {
            if (kind.type == fault.getClass()) {
                return kind;
            }
        }
        throw new IllegalArgumentException("a fault without a kind: " + fault.getClass());
    }

    /** Returns the word that a fault of this kind begins with in a plan. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Fault read(Words words) {
        String word = words.next("a kind of fault");
        for (FaultKind kind : values()) {
            if (kind.word().equals(word)) {
                Fault fault = kind.reader.apply(words);
                words.end();
                return fault;
            }
        }
        throw words.wrong("there is no kind of fault '" + word + "'");
    }
}
