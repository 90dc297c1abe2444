package dev.comm.testkit.history;

import org.apiguardian.api.API;

/** Which processes are down. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Crashes {
    private Crashes() {}

    /** Whether a process was killed, or stopped and never continued. */
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
