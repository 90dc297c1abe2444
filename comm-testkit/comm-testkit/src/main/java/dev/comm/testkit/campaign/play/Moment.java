package dev.comm.testkit.campaign.play;

import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.check.HistoryChecker;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The moment at which a promise was broken.
 *
 * @param nanos the time since the start
 * @param number the number of the occurrence that broke the promise, counted from 1
 * @param breach the broken promise
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Moment(long nanos, int number, String breach) {
    /**
     * Finds the first occurrence after which the history breaks the promise. For a call without an end, the moment is
     * the last occurrence.
     */
    public static Moment of(History history, String breach) {
        List<Occurrence> all = history.all();
        Symptom symptom = Symptom.promise(breach);
        int good = 0;
        int bad = all.size();
        while (bad - good > 1) {
            int middle = (good + bad) >>> 1;
            if (isBroken(history, middle, symptom)) {
                bad = middle;
            } else {
                good = middle;
            }
        }
        return all.isEmpty()
                ? new Moment(0, 0, breach)
                : new Moment(all.get(bad - 1).nanos(), bad, breach);
    }

    private static boolean isBroken(History history, int count, Symptom symptom) {
        History part = new History(history.terms());
        history.all().subList(0, count).forEach(part::add);
        return HistoryChecker.breaches(part).stream().map(Symptom::promise).anyMatch(symptom::equals);
    }
}
