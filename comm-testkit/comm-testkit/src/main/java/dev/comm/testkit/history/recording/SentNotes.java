package dev.comm.testkit.history.recording;

import dev.comm.testkit.history.Occurrence;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/** The messages that a machine gave to its connection, numbered for each receiver, communicator and tag. */
final class SentNotes {
    private final Map<NoteLane, Integer> counts = new HashMap<>();
    private final Map<Object, Numbered> ofTokens = new WeakHashMap<>();

    private record NoteLane(int communicator, long toIncarnation, int tag) {}

    private record Numbered(Occurrence.NoteSent note, int number) {}

    void add(Occurrence.NoteSent note, Object token) {
        NoteLane lane = new NoteLane(note.communicator(), note.toIncarnation(), note.tag());
        int number = counts.merge(lane, 1, Integer::sum) - 1;
        if (token != null) {
            ofTokens.put(token, new Numbered(note, number));
        }
    }

    /** Returns the occurrence of a message that is taken back, or null if the token is of no message. */
    Occurrence.NoteTakenBack takeBack(Object token, long nanos) {
        Numbered taken = ofTokens.remove(token);
        if (taken == null) {
            return null;
        }
        Occurrence.NoteSent note = taken.note;
        return new Occurrence.NoteTakenBack(
                nanos, note.from(), note.communicator(), note.toIncarnation(), note.tag(), taken.number);
    }
}
