package dev.comm.master.machine;

import dev.comm.api.machine.Call;
import dev.comm.api.work.Report;

/** A call for the report of the run so far; it completes at once. */
public final class ReportCall extends Call<Report> {
    /** Creates the call. */
    public ReportCall() {}
}
