package dev.comm.testkit.history;

import org.apiguardian.api.API;

/** A query for the processes that are down. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Crashes {
    private Crashes() {}

    /** Returns whether a process was killed, or stopped and never continued. */
    public static boolean isDown(History history, int process) {
        boolean down = false;
        for (Occurrence.Fault fault : history.index().faults(process)) {
            down = switch (fault.kind()) {
                case CRASH, VANISH, TERMINATE, EXHAUST_MEMORY, FREEZE -> true;
                case THAW -> false;
                default -> down;
            };
        }
        return down;
    }
}
