package dev.comm.testkit.history;

import java.util.List;
import org.apiguardian.api.API;

/** Looks for breaches of one promise in a history. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Check {
    /** The promise's id in the document of semantics, for example {@code B1}. */
    default String id() {
        return getClass().getSimpleName().replaceAll("^([A-Z]\\d+).*", "$1");
    }

    /** Every breach, as a sentence; none if the promise was kept. */
    List<String> breaches(History history);
}
