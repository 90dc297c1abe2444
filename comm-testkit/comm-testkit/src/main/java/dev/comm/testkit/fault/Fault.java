package dev.comm.testkit.fault;

import dev.comm.api.protocol.FrameType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * Something that goes wrong, as data. A fault names the member that it hits by rank; 0 is the master. A fault with a
 * duration names it, and ends by itself. The text of a fault is its kind and its values, for example {@code freeze 2
 * 150ms}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Fault {
    /** Which kind it is. */
    default FaultKind kind() {
        return FaultKind.of(this);
    }

    /**
     * The fault that {@code toString} wrote.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Fault parse(String text) {
        return FaultKind.read(new Words(text));
    }

    /** The process is killed, as by SIGKILL; its kernel closes the connections. */
    record Crash(int rank) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank);
        }
    }

    /** The process is gone together with its host; nobody is told. */
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

    /** The process is killed and its program started again, so many times, one round after the other. */
    record CrashLoop(int rank, int times, Duration every) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank, times, every);
        }
    }

    /** The clock of the process runs at another rate from now on; 1 is right. */
    record Drift(int rank, double rate) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank, rate);
        }
    }

    /** The member's connections are reset, as by a middlebox. */
    record Cut(int rank) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank);
        }
    }

    /** No byte of the member reaches anybody for a while. */
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

    /** So few bytes a second get from and to the member for a while. */
    record Throttle(int rank, long bytesPerSecond, Duration length) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), rank, bytesPerSecond, length);
        }
    }

    /** Nothing gets from one member to the other for a while; sent bytes wait. */
    record Clog(int from, int to, Duration length) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), from, to, length);
        }
    }

    /** One bit of one member's bytes to the other is flipped, in the byte after the given number of others. */
    record Corrupt(int from, int to, long after) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), from, to, after);
        }
    }

    /**
     * The next frames of a kind from one member to the other vanish, so many of them; the connection lives on. TCP
     * loses none, a device on the way that takes connections apart may.
     */
    record Lose(int from, int to, FrameType frame, int count) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), from, to, frame, count);
        }
    }

    /**
     * Two groups are apart for a while.
     *
     * @param left ranks of one group
     * @param right ranks of the other
     * @param oneWay whether only the way from left to right is shut
     * @param length how long
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
     * Members are clogged one by one in one order, then opened one by one in another.
     *
     * @param clogged ranks in the order in which they are clogged
     * @param opened the same ranks in the order in which they are opened
     * @param step time between two of these events
     */
    record Swizzle(List<Integer> clogged, List<Integer> opened, Duration step) implements Fault {
        /** Copies the orders, which must be of the same ranks. */
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

    /** Something that is not Comm connects to the master, says these bytes and nothing more. */
    record Stranger(Said said) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), said);
        }
    }

    /** Something that is not Comm connects to the master and says these bytes one by one. */
    record SlowLoris(Said said, Duration gap) implements Fault {
        @Override
        public String toString() {
            return Words.of(kind(), said, gap);
        }
    }
}
