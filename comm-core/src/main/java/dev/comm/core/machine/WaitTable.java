package dev.comm.core.machine;

import java.util.List;
import org.apiguardian.api.API;

/**
 * All waits of a machine, a row for each kind. No wait is silent: after a while it names its goal (W1).
 *
 * @param <S> the step of the machine
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WaitTable<S extends Step> {
    private final List<WaitRow<S>> rows;

    /** Creates a table of these rows. */
    public WaitTable(List<WaitRow<S>> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Writes the lines that are due. */
    public void onDeadline(S step) {
        for (WaitRow<S> row : rows) {
            if (step.isDue(row.nextLineNanos())) {
                row.writeLines(step);
            }
        }
    }

    /** The time of the next line, or {@link Nanos#NEVER}. */
    public long nextDeadlineNanos() {
        long next = Nanos.NEVER;
        for (int i = 0; i < rows.size(); i++) {
            next = Math.min(next, rows.get(i).nextLineNanos());
        }
        return next;
    }
}
