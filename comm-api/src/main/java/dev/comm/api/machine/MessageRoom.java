package dev.comm.api.machine;

import dev.comm.api.Limits;
import org.apiguardian.api.API;

/**
 * Counts the messages that wait for receive in one process, and their bytes (C2): a sender that nobody listens to must
 * not fill the memory.
 *
 * <p>A large message counts with 64 KiB, since {@link Limits#memoryTotalBytes()} bounds how many of them are in memory.
 * For one thread at a time.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MessageRoom {
    /** A larger message counts with this: whether more of it is in memory is bounded elsewhere. */
    private static final int COUNTED_MAX = 64 << 10;

    private final int messagesMax;
    private final long bytesMax;
    private int messages;
    private long bytes;

    /** Room for so many messages, and for so many bytes of them. */
    public MessageRoom(int messagesMax, long bytesMax) {
        this.messagesMax = messagesMax;
        this.bytesMax = bytesMax;
    }

    /** As the limits say. */
    public static MessageRoom of(Limits limits) {
        return new MessageRoom(limits.messages(), limits.memoryTotalBytes());
    }

    /** Whether no more may come; the last one may be large. */
    public boolean isFull() {
        return messages >= messagesMax || bytes >= bytesMax;
    }

    /** One more waits. */
    public void put(Value message) {
        messages++;
        bytes += size(message);
    }

    /** One was received. */
    public void take(Value message) {
        messages--;
        bytes -= size(message);
    }

    /** None is left. */
    public void clear() {
        messages = 0;
        bytes = 0;
    }

    /** What is in it, for a sentence. */
    @Override
    public String toString() {
        return messages + " messages with " + bytes + " bytes";
    }

    private static long size(Value message) {
        long length = message.payload() == null ? 0 : message.payload().length();
        return Math.min(length, COUNTED_MAX);
    }
}
