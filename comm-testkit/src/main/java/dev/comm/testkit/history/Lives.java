package dev.comm.testkit.history;

import java.util.List;
import java.util.Optional;

/** What became of incarnations. */
final class Lives {
    private Lives() {}

    /** The life of an incarnation that joined. */
    static Optional<Life> find(History history, long incarnation) {
        return history.of(Occurrence.Joined.class).stream()
                .map(Occurrence.Joined::life)
                .filter(life -> life.incarnation() == incarnation)
                .findFirst();
    }

    /** Whether it departed, lost its connection, asked to leave or was hit by a fault before a position. */
    static boolean isLost(History history, Life life, int position) {
        List<Occurrence> before = history.all().subList(0, position);
        return before.stream().anyMatch(each -> ends(each, life));
    }

    /** Whether it asked to leave before a position. */
    static boolean isLeaving(History history, Life life, int position) {
        return history.all().subList(0, position).stream()
                .anyMatch(each -> each instanceof Occurrence.Leaving leaving
                        && leaving.life().incarnation() == life.incarnation());
    }

    private static boolean ends(Occurrence each, Life life) {
        if (each instanceof Occurrence.Departed departed) {
            return departed.incarnation() == life.incarnation();
        }
        if (each instanceof Occurrence.Disconnected gone) {
            return gone.life().incarnation() == life.incarnation();
        }
        return each instanceof Occurrence.Leaving leaving && leaving.life().incarnation() == life.incarnation();
    }
}
