package dev.comm.master.machine;

import dev.comm.api.machine.Call;
import dev.comm.api.work.Report;

/** Asks what happened in the run so far; ends at once. */
public final class ReportCall extends Call<Report> {
    /** The call. */
    public ReportCall() {}
}
