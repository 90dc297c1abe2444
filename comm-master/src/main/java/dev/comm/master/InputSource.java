package dev.comm.master;

import dev.comm.api.error.LimitException;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ValueCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The inputs of a running batch, which it takes from an iterator and encodes in portions. An exception of the iterator
 * ends the inputs. One thread uses a source.
 */
final class InputSource {
    private static final int INPUTS_AT_ONCE = 256;
    private static final long BYTES_AT_ONCE = 1 << 20;
    private static final long NANOS_AT_ONCE = 5_000_000;

    private final ValueCodec codec;
    private final Iterator<?> inputs;
    private final LongSupplier clock;
    private final Map<Integer, Throwable> notWritten = new HashMap<>();
    private int taken;
    private boolean ended;
    private Throwable failure;
    /** The thread that takes inputs now, or null. */
    private volatile Thread taker;

    /**
     * Creates a source.
     *
     * @param clock the time in nanoseconds
     */
    InputSource(ValueCodec codec, Iterator<?> inputs, LongSupplier clock) {
        this.codec = codec;
        this.inputs = inputs;
        this.clock = clock;
    }

    /** Returns whether the iterator has no more elements, or threw an exception. */
    boolean isEnded() {
        return ended;
    }

    /** Returns whether the iterator has more elements. The call may take as long as the iterator does. */
    boolean hasMore() {
        taker = Thread.currentThread();
        try {
            return !ended && inputs.hasNext();
        } finally {
            taker = null;
        }
    }

    /** Returns whether this thread takes inputs, so that the iterator of the program has called it. */
    boolean isTakenHere() {
        return taker == Thread.currentThread();
    }

    /** Returns the number of inputs that were taken. */
    int taken() {
        return taken;
    }

    /** Returns the exception of the iterator, or null. */
    Throwable failure() {
        return failure;
    }

    /** Returns the error of an input that could not be written, or null, and forgets the error. */
    Throwable takeNotWritten(int index) {
        return notWritten.isEmpty() ? null : notWritten.remove(index);
    }

    /**
     * Takes at most the given number of inputs and encodes them. The last portion may be empty. A portion ends early if
     * its inputs come slowly, so that nodes do not wait for the rest of it.
     */
    List<Value> portion(int wanted) {
        taker = Thread.currentThread();
        try {
            return taken(wanted);
        } finally {
            taker = null;
        }
    }

    private List<Value> taken(int wanted) {
        int most = Math.min(wanted, INPUTS_AT_ONCE);
        List<Value> portion = new ArrayList<>(most);
        long bytes = 0;
        long began = clock.getAsLong();
        boolean isSlow = false;
        while (portion.size() < most && bytes < BYTES_AT_ONCE && !isSlow && advances(portion)) {
            bytes += portion.get(portion.size() - 1).content().length();
            isSlow = clock.getAsLong() - began >= NANOS_AT_ONCE;
        }
        return portion;
    }

    /** Adds the next input. Returns false if there is none. */
    private boolean advances(List<Value> portion) {
        try {
            if (!ended && inputs.hasNext()) {
                Object input = inputs.next();
                if (taken == Integer.MAX_VALUE) {
                    throw new LimitException("submit the inputs in several batches: a batch has at most " + taken);
                }
                portion.add(write(taken++, input));
                return true;
            }
        } catch (Throwable e) {
            // Other languages throw checked exceptions here. The inputs before must not be lost.
            failure = e;
        }
        ended = true;
        return false;
    }

    private Value write(int index, Object input) {
        try {
            return codec.encode(input);
        } catch (RuntimeException | Error e) {
            notWritten.put(index, e);
            return codec.encodeFailure(e, 0);
        }
    }
}
