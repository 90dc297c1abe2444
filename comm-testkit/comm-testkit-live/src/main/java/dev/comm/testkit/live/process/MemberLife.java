package dev.comm.testkit.live.process;

import dev.comm.testkit.Ending;
import dev.comm.testkit.live.journal.Note;
import dev.comm.testkit.live.journal.Trouble;
import java.util.OptionalInt;

/** The known facts of one process of a member. */
final class MemberLife {
    private final Fork fork;
    private Note.Ended ended;
    private Trouble notPlayed;
    private long lastNanos;
    private boolean struck;
    private boolean over;
    private boolean open;

    MemberLife(Fork fork) {
        this.fork = fork;
    }

    Fork fork() {
        return fork;
    }

    int rank() {
        return fork.assignment().rank();
    }

    int process() {
        return fork.assignment().process();
    }

    /** When it last wrote something down. */
    long lastNanos() {
        return lastNanos;
    }

    void lived(long nanos) {
        lastNanos = Math.max(lastNanos, nanos);
    }

    void ended(Note.Ended how) {
        ended = how;
    }

    void notPlayed(Trouble why) {
        notPlayed = why;
    }

    /** Why it did not come to its run, or null. */
    Trouble notPlayed() {
        return notPlayed;
    }

    /** Something was done to it. */
    void strike() {
        struck = true;
    }

    /** If it runs still, it is ended now from outside, which is no end of its own. */
    void cutOff() {
        open = !over;
    }

    /** It is gone, and everything that it wrote down was read. */
    void over() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** Whether it is gone although its program did not end and nothing was done to it. */
    boolean isLostByItself() {
        return over && !open && ended == null && !struck;
    }

    Ending ending() {
        OptionalInt code = over && !open ? OptionalInt.of(fork.exitCode()) : OptionalInt.empty();
        if (ended != null) {
            Ending.Kind kind = ended.error() == null ? Ending.Kind.RETURNED : Ending.Kind.THREW;
            Throwable error = ended.error() == null ? null : ended.error().asException(rank());
            return new Ending(rank(), kind, error, code, fork.output());
        }
        return new Ending(rank(), open ? Ending.Kind.OPEN : Ending.Kind.CRASHED, null, code, fork.output());
    }
}
