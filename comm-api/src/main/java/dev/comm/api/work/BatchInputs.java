package dev.comm.api.work;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The inputs of a batch: a list, which every submission reads from its begin, or an iterator, which one submission
 * reads.
 *
 * @param <I> type of the inputs
 */
final class BatchInputs<I> {
    private static final int UNKNOWN = -1;

    private final List<I> list;
    private final AtomicReference<Iterator<? extends I>> once;

    private BatchInputs(List<I> list, Iterator<? extends I> once) {
        this.list = list;
        this.once = new AtomicReference<>(once);
    }

    static <I> BatchInputs<I> of(List<I> list) {
        return new BatchInputs<>(list, null);
    }

    static <I> BatchInputs<I> from(Iterator<? extends I> iterator) {
        return new BatchInputs<>(null, iterator);
    }

    List<I> list() {
        if (list == null) {
            throw new IllegalStateException("keep the inputs yourself: this batch takes them from an iterator");
        }
        return list;
    }

    int total() {
        return list == null ? UNKNOWN : list.size();
    }

    /** Returns the elements in order. Elements of an iterator are returned once. */
    Iterator<I> claim() {
        if (list != null) {
            return list.iterator();
        }
        Iterator<? extends I> iterator = once.getAndSet(null);
        if (iterator == null) {
            throw new IllegalStateException(
                    "make a new batch with a new iterator: this batch was submitted, and its iterator is used up");
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public I next() {
                return iterator.next();
            }
        };
    }
}
