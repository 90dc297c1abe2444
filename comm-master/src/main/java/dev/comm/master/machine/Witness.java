package dev.comm.master.machine;

import java.util.List;

/** A listener for departures, which runs after the view change, in a fixed order of parts. */
@FunctionalInterface
interface Witness {
    /** Handles the departures of one view change. */
    void departed(List<Parting> gone);
}
