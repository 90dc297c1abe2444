package dev.comm.core.machine.message;

import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.SendCall;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** The deadlines of the sends that have not ended and that the machine ends after a timeout (B6). */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SendDeadlines {
    private final TreeMap<Due, SendCall> calls =
            new TreeMap<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::number));
    private final Map<SendCall, Due> dues = new HashMap<>();
    private long last;

    private record Due(long nanos, long number) {}

    /** Creates an empty collection. */
    public SendDeadlines() {}

    /** Adds a call. The method has no effect if the call has no timeout. */
    public void add(SendCall call, long now) {
        if (call.timeoutNanos() != Nanos.NEVER) {
            Due due = new Due(Nanos.after(now, call.timeoutNanos()), ++last);
            dues.put(call, due);
            calls.put(due, call);
        }
    }

    /** Removes a call that has ended. */
    public void remove(SendCall call) {
        Due due = dues.remove(call);
        if (due != null) {
            calls.remove(due);
        }
    }

    /** Removes and returns a call whose deadline has passed, or returns null. */
    public SendCall takeDue(long now) {
        if (nextDeadlineNanos() > now || calls.isEmpty()) {
            return null;
        }
        SendCall late = calls.firstEntry().getValue();
        remove(late);
        return late;
    }

    /** Returns the time of the next deadline, or {@link Nanos#NEVER}. */
    public long nextDeadlineNanos() {
        return calls.isEmpty() ? Nanos.NEVER : calls.firstKey().nanos;
    }

    /** Removes all calls. */
    public void clear() {
        calls.clear();
        dues.clear();
    }

    /** Returns the failure of a call whose deadline has passed. */
    public static Failure late(SendCall call) {
        return new Failure(
                Failure.Kind.TIMEOUT,
                "allow more time, or let the ranks receive sooner: the message to rank " + call.to()
                        + " was not sent within " + call.timeoutNanos() / 1_000_000 + " ms");
    }
}
