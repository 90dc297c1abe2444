package dev.comm.testkit.live.process;

import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Life;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.live.journal.RecordReader;
import dev.comm.testkit.live.journal.RecordWriter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The history of several processes, with all notes in the order of their shared clock. The process of the master does
 * not know in which process a node lives, but this class knows all processes.
 */
final class MergedHistory {
    private final History live;
    private final List<Occurrence> late = new ArrayList<>();

    MergedHistory(History.Terms terms) {
        live = new History(terms);
    }

    /** Returns the known events so far, in the order of reading. */
    History live() {
        return live;
    }

    /** Adds an entry that no process recorded at its time. */
    void addLate(Occurrence occurrence) {
        late.add(occurrence);
    }

    /** Returns all events in order. */
    History settled() {
        Map<Long, Life> lives = new HashMap<>();
        live.of(Occurrence.Joined.class)
                .forEach(joined -> lives.put(joined.life().incarnation(), joined.life()));
        List<Occurrence> all = new ArrayList<>(live.all());
        all.addAll(late);
        all.sort(Comparator.comparingLong(Occurrence::nanos));
        History sorted = new History(live.terms());
        all.forEach(each -> sorted.add(resolved(each, lives)));
        sorted.settled();
        return sorted;
    }

    private static Occurrence resolved(Occurrence occurrence, Map<Long, Life> lives) {
        List<Object> values = new ArrayList<>();
        boolean changed = false;
        for (RecordComponent component : occurrence.getClass().getRecordComponents()) {
            Object value = RecordWriter.componentOf(occurrence, component);
            if (value instanceof Life life && life.process() < 0 && lives.containsKey(life.incarnation())) {
                value = lives.get(life.incarnation());
                changed = true;
            }
            values.add(value);
        }
        return changed ? (Occurrence) RecordReader.make(occurrence.getClass(), values) : occurrence;
    }
}
