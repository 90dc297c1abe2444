package dev.comm.master.machine;

import java.util.List;

/** A part that has to know who is gone; told after the view change, in a fixed order of parts. */
@FunctionalInterface
interface Witness {
    /** These members departed, in one view. */
    void departed(List<Parting> gone);
}
