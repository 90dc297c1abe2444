package dev.comm.node.machine;

import dev.comm.api.machine.ReceiveCall;

/**
 * A call that waits for a message.
 *
 * @param source incarnation of the sender when the wait began
 */
record Receiver(ReceiveCall call, long source, long deadlineNanos) {}
