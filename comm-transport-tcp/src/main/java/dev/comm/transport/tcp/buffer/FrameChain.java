package dev.comm.transport.tcp.buffer;

/** A FIFO queue of the frames of one lane. It is a linked list, so that an idle endpoint holds no memory. */
final class FrameChain {
    private Frame head;
    private Frame tail;
    /** The number of queued bytes. Only the caller's side writes it; any thread reads it. */
    private volatile long bytes;

    void add(Frame frame, long count) {
        if (head == null) {
            head = frame;
        } else {
            tail.next = frame;
        }
        tail = frame;
        bytes = bytes + count;
    }

    Frame head() {
        return head;
    }

    Frame takeHead() {
        Frame taken = head;
        head = taken.next;
        tail = head == null ? null : tail; // otherwise an idle endpoint would retain the last frame
        taken.next = null;
        return taken;
    }

    /** Counts bytes of this lane as written. */
    void written(long count) {
        if (count > 0) {
            bytes = bytes - count;
        }
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        head = null;
        tail = null;
        bytes = 0;
    }
}
