package dev.comm.node.machine;

import dev.comm.api.machine.Value;
import java.util.ArrayDeque;

/** Messages of one rank under one tag, in the order of sending, and the receivers that wait for them. */
final class Mailbox {
    private final ArrayDeque<Value> messages = new ArrayDeque<>();
    private final ArrayDeque<Receiver> receivers = new ArrayDeque<>();
    private boolean overflowed;

    ArrayDeque<Value> messages() {
        return messages;
    }

    ArrayDeque<Receiver> receivers() {
        return receivers;
    }

    /** A message had to be dropped: the next receiver that finds no message learns it. */
    void overflow() {
        overflowed = true;
    }

    boolean takeOverflow() {
        boolean was = overflowed;
        overflowed = false;
        return was;
    }

    boolean isOverflowed() {
        return overflowed;
    }

    boolean isEmpty() {
        return messages.isEmpty() && receivers.isEmpty() && !overflowed;
    }
}
