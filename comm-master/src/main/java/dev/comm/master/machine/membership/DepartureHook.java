package dev.comm.master.machine.membership;

import java.util.List;

/** A listener for departures, which runs after the view change, in a fixed order of parts. */
@FunctionalInterface
public interface DepartureHook {
    /** Handles the departures of one view change. */
    void departed(List<PendingDeparture> gone);
}
