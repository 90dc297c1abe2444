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

    /** Returns the time of the last entry that the process recorded. */
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

    /** Returns the reason why the process did not reach its run, or null. */
    Trouble notPlayed() {
        return notPlayed;
    }

    /** Notes that a fault hit the process. */
    void strike() {
        struck = true;
    }

    /** Notes that the process is about to be ended from outside. If it still runs, this is no end of its own. */
    void cutOff() {
        open = !over;
    }

    /** Notes that the process is gone and that all its notes were read. */
    void over() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** Returns whether the process is gone although its program did not end and no fault hit it. */
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
