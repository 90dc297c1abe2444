package dev.comm.core.link;

import java.util.ArrayDeque;

/**
 * The tokens of messages that the transport has but the socket may not have taken, in the order of sending. A token is
 * due when the socket has taken all bulk bytes of the connection up to the end of its message.
 */
final class SentTokens {
    private final ArrayDeque<Awaited> waiting = new ArrayDeque<>();

    private record Awaited(Object token, long bulkBytes) {}

    void add(Object token, long bulkBytes) {
        waiting.add(new Awaited(token, bulkBytes));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean contains(Object token) {
        return waiting.stream().anyMatch(each -> each.token == token);
    }

    /** Removes and returns the first token if it is due, or returns null. */
    Object take(long bulkBytesTaken) {
        Awaited first = waiting.peek();
        return first == null || bulkBytesTaken < first.bulkBytes ? null : waiting.poll().token;
    }
}
