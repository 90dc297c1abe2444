package dev.comm.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** The reports of programs to the test. Any thread may add reports. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunReports {
    private final Map<String, List<Object>> values = new HashMap<>();

    public synchronized void add(int rank, String key, Object value) {
        values.computeIfAbsent(rank + " " + key, name -> new ArrayList<>()).add(value);
    }

    synchronized List<Object> of(int rank, String key) {
        return new ArrayList<>(values.getOrDefault(rank + " " + key, List.of()));
    }

    <T> T last(int rank, String key, Class<T> type) {
        List<Object> all = of(rank, key);
        if (all.isEmpty()) {
            throw new AssertionError("rank " + rank + " did not report '" + key + "'");
        }
        Object last = all.get(all.size() - 1);
        if (!type.isInstance(last)) {
            throw new AssertionError(
                    "rank " + rank + " reported '" + key + "' as " + last + ", which is not a " + type.getSimpleName());
        }
        return type.cast(last);
    }
}
