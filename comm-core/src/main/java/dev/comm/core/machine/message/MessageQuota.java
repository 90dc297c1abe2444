package dev.comm.core.machine.message;

import dev.comm.api.Limits;
import dev.comm.core.machine.Value;
import org.apiguardian.api.API;

/**
 * The count of the messages that wait for a receive in one process, and of their bytes (C2). The limits keep unread
 * messages from filling the memory.
 *
 * <p>A large message counts as 64 KiB, because {@link Limits#memoryTotalBytes()} limits large messages in memory. For
 * one thread at a time.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MessageQuota {
    /**
     * The number of bytes with which a larger message counts. Another limit bounds the bytes of large messages in
     * memory.
     */
    private static final int COUNTED_MAX = 64 << 10;

    private final int messagesMax;
    private final long bytesMax;
    private int messages;
    private long bytes;

    /** Creates a quota of the given number of messages and bytes. */
    public MessageQuota(int messagesMax, long bytesMax) {
        this.messagesMax = messagesMax;
        this.bytesMax = bytesMax;
    }

    /** Creates a quota with the configured limits. */
    public static MessageQuota of(Limits limits) {
        return new MessageQuota(limits.messages(), limits.memoryTotalBytes());
    }

    /** Returns whether no more messages are allowed. The last allowed message may exceed the limit of bytes. */
    public boolean isFull() {
        return messages >= messagesMax || bytes >= bytesMax;
    }

    /**
     * Returns whether at least twice the allowed number of messages or bytes waits, in addition to the given number of
     * messages that need no credit.
     */
    public boolean isExceeded(int unasked) {
        return messages >= 2L * messagesMax + unasked
                || bytes >= Math.min(bytesMax, Long.MAX_VALUE / 4) * 2 + (long) unasked * COUNTED_MAX;
    }

    /** Returns the number of messages that are still allowed. */
    public int messagesLeft() {
        return isFull() ? 0 : messagesMax - messages;
    }

    /** Adds a message. */
    public void put(Value message) {
        messages++;
        bytes += size(message);
    }

    /** Removes a received message. */
    public void take(Value message) {
        messages--;
        bytes -= size(message);
    }

    /** Removes all messages. */
    public void clear() {
        messages = 0;
        bytes = 0;
    }

    /** Returns the number of messages and bytes, for messages. */
    @Override
    public String toString() {
        return messages + " messages with " + bytes + " bytes";
    }

    private static long size(Value message) {
        long length = message.payload() == null ? 0 : message.payload().length();
        return Math.min(length, COUNTED_MAX);
    }
}
