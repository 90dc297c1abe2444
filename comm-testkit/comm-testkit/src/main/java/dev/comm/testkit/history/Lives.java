package dev.comm.testkit.history;

import java.util.Optional;
import org.apiguardian.api.API;

/** A query for the fates of incarnations. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Lives {
    private Lives() {}

    /** Returns the life of an incarnation that joined. */
    public static Optional<Life> find(History history, long incarnation) {
        return Optional.ofNullable(history.index().life(incarnation));
    }

    /** Returns whether an incarnation departed, lost its connection or asked to leave before a position. */
    public static boolean isLost(History history, Life life, int position) {
        return history.index().fates(life.incarnation()).stream().anyMatch(fate -> fate.position() < position);
    }

    /** Returns whether an incarnation departed before a position. */
    public static boolean hasDeparted(History history, long incarnation, int position) {
        return history.index().fates(incarnation).stream()
                .anyMatch(fate -> fate.isDeparture() && fate.position() < position);
    }

    /** Returns whether an incarnation asked to leave before a position. */
    public static boolean isLeaving(History history, Life life, int position) {
        return history.index().fates(life.incarnation()).stream()
                .anyMatch(fate -> fate.occurrence() instanceof Occurrence.Leaving && fate.position() < position);
    }
}
