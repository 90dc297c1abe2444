package dev.comm.master.machine.membership;

import dev.comm.api.work.Report;
import dev.comm.core.machine.Call;

/** A call for the report of the run so far. The call completes at once. */
public final class ReportCall extends Call<Report> {
    /** Creates the call. */
    public ReportCall() {}
}
