package dev.comm.testkit.fault;

import dev.comm.api.protocol.FrameType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * A fault as data. A fault names the rank of the member that it hits; 0 is the master. A fault that lasts has a
 * duration, and ends by itself. The text of a fault is its kind and its values, for example {@code freeze 2 150ms}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Fault {
    /** Returns the kind of the fault. */
    default FaultKind kind() {
        return FaultKind.of(this);
    }

    /**
     * Parses the text that {@code toString} wrote.
     *
     * @throws IllegalArgumentException if the text is not a fault
     */
    static Fault parse(String text) {
        return FaultKind.read(new Words(text));
    }

    /** The process is killed, as by SIGKILL, and its kernel closes the connections. */
    record Crash(int rank) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank);
        }
    }

    /** The process disappears together with its host, and the other members receive no signal of its end. */
    record Vanish(int rank) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank);
        }
    }

    /** The process is asked to end, as by SIGTERM. */
    record Terminate(int rank) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank);
        }
    }

    /** The program halts its own process with an exit code. */
    record Halt(int rank, int status) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank, status);
        }
    }

    /** The process runs out of memory. */
    record ExhaustMemory(int rank) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank);
        }
    }

    /** The process stops for a while, as by SIGSTOP and SIGCONT. */
    record Freeze(int rank, Duration length) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank, length);
        }
    }

    /** The process is killed and its program is started again after a while. */
    record Restart(int rank, Duration delay) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank, delay);
        }
    }

    /**
     * After a while the member's program is started again in a new process, and the old one, if it lives, is killed.
     */
    record Replace(int rank, Duration delay) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank, delay);
        }
    }

    /** The process is killed and its program started again, for the given number of rounds, one after the other. */
    record CrashLoop(int rank, int times, Duration every) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank, times, every);
        }
    }

    /** The clock of the process runs at another rate from now on; 1 is the right rate. */
    record Drift(int rank, double rate) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank, rate);
        }
    }

    /** The connections of the member are reset, as by a middlebox. */
    record Cut(int rank) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank);
        }
    }

    /** No byte of the member reaches any other member for a while. */
    record Mute(int rank, Duration length) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank, length);
        }
    }

    /** No byte reaches the member for a while. */
    record Deafen(int rank, Duration length) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank, length);
        }
    }

    /** Everything from and to the member takes longer for a while. */
    record Slow(int rank, Duration extra, Duration length) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank, extra, length);
        }
    }

    /** The bytes from and to the member are limited to the given rate for a while. */
    record Throttle(int rank, long bytesPerSecond, Duration length) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank, bytesPerSecond, length);
        }
    }

    /** No byte passes from one member to the other for a while. Sent bytes wait. */
    record Clog(int from, int to, Duration length) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), from, to, length);
        }
    }

    /**
     * One bit of the bytes from one member to the other is flipped. The bit is in the byte that follows the given
     * number of other bytes.
     */
    record Corrupt(int from, int to, long after) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), from, to, after);
        }
    }

    /**
     * The given number of next frames of a kind from one member to the other vanish, and the connection stays open. TCP
     * loses no frames, but a middlebox that takes connections apart may lose them.
     */
    record Lose(int from, int to, FrameType frame, int count) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), from, to, frame, count);
        }
    }

    /**
     * No bytes pass between two groups for a while.
     *
     * @param left the ranks of one group
     * @param right the ranks of the other group
     * @param oneWay whether only the direction from left to right is blocked
     * @param length the duration
     */
    record Partition(SortedSet<Integer> left, SortedSet<Integer> right, boolean oneWay, Duration length)
            implements Fault {
        /** Copies the groups. */
        public Partition {
            left = Collections.unmodifiableSortedSet(new TreeSet<>(left));
            right = Collections.unmodifiableSortedSet(new TreeSet<>(right));
        }

        static Partition read(Words words) {
            List<Integer> left = words.ranks();
            String mark = words.next("| or >");
            if (!mark.equals("|") && !mark.equals(">")) {
                throw words.wrong("between two groups stands | or, if only the way from left to right is shut, >");
            }
            return new Partition(new TreeSet<>(left), new TreeSet<>(words.ranks()), mark.equals(">"), words.duration());
        }

        @Override
        public String toString() {
            return Words.of(kind(), left, oneWay ? ">" : "|", right, length);
        }
    }

    /**
     * Members are clogged one by one in one order, then opened one by one in another order.
     *
     * @param clogged the ranks in the order of clogging
     * @param opened the same ranks in the order of opening
     * @param step the time between two of these events
     */
    record Swizzle(List<Integer> clogged, List<Integer> opened, Duration step) implements Fault {
        /** Copies the orders, which must contain the same ranks. */
        public Swizzle {
            clogged = List.copyOf(clogged);
            opened = List.copyOf(opened);
            if (!new TreeSet<>(clogged).equals(new TreeSet<>(opened)) || clogged.size() != opened.size()) {
                throw new IllegalArgumentException(
                        "what is clogged has to be opened again: clogged " + clogged + ", opened " + opened);
            }
        }

        @Override
        public String toString() {
            return Words.of(kind(), clogged, opened, step);
        }
    }

    /** Something that is not Comm connects to the master and sends only these bytes. */
    record Stranger(Said said) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), said);
        }
    }

    /** Something that is not Comm connects to the master and sends these bytes one by one. */
    record SlowLoris(Said said, Duration gap) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), said, gap);
        }
    }
}
