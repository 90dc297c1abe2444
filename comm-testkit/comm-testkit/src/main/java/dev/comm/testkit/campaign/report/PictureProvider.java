package dev.comm.testkit.campaign.report;

import org.apiguardian.api.API;

/** Shows a failure as a page with a picture; a {@link java.util.ServiceLoader} finds it in another artifact. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface PictureProvider {
    /** The page, in HTML that needs nothing from outside. */
    String page(FailureReport report);
}
