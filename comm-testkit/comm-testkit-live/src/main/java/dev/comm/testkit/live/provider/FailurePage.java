package dev.comm.testkit.live.provider;

import dev.comm.testkit.campaign.report.FailureReport;
import dev.comm.testkit.campaign.report.PictureProvider;
import dev.comm.testkit.live.picture.Page;
import dev.comm.testkit.live.picture.Picture;
import org.apiguardian.api.API;

/** The page of a failure: the errors, the faults, the picture of the run, and the commands that repeat it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FailurePage implements PictureProvider {
    /** Creates the provider. The service loader calls this constructor. */
    public FailurePage() {}

    @Override
    public String page(FailureReport report) {
        Page page = new Page(report.name(), report.subtitle());
        page.bad(report.wrong());
        page.lines(report.planHeading(), report.planLines());
        page.lines("what went wrong in this run, by the plan or by the test", report.troubleLines());
        if (report.film() != null) {
            page.lanes(new Picture(report.film(), report.wording(), report.size()).lanes(report.moment()));
        }
        page.lines("replay", report.replays());
        return page.html(report.footer());
    }
}
