package dev.comm.core.machine;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The waits of a machine, with one row for each kind. Every wait that lasts for some time is reported in the log with
 * its goal (W1).
 *
 * @param <S> type of the step of the machine
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WaitTable<S extends Step> {
    private final List<WaitRow<S>> rows;

    /** Creates a table of these rows. */
    public WaitTable(List<WaitRow<S>> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Writes the log lines that are due. */
    public void onDeadline(S step) {
        for (WaitRow<S> row : rows) {
            if (step.isDue(row.nextLineNanos())) {
                row.writeLines(step);
            }
        }
    }

    /** Returns the time of the next log line, or {@link Nanos#NEVER}. */
    public long nextDeadlineNanos() {
        long next = Nanos.NEVER;
        for (int i = 0; i < rows.size(); i++) {
            next = Math.min(next, rows.get(i).nextLineNanos());
        }
        return next;
    }
}
