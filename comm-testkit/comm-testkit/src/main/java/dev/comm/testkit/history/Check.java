package dev.comm.testkit.history;

import java.util.List;
import org.apiguardian.api.API;

/** A check that searches a history for breaches of one promise. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Check {
    /** Returns the id of the promise in the document of semantics, for example {@code B1}. */
    default String id() {
        return getClass().getSimpleName().replaceAll("^([A-Z]\\d+).*", "$1");
    }

    /** Returns a sentence for every breach, or an empty list if the promise was kept. */
    List<String> breaches(History history);
}
