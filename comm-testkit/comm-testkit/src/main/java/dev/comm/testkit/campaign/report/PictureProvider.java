package dev.comm.testkit.campaign.report;

import org.apiguardian.api.API;

/**
 * A provider that shows a failure as a page with a picture. A {@link java.util.ServiceLoader} finds the provider in
 * another artifact.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface PictureProvider {
    /** Returns the page, as HTML that loads nothing from outside. */
    String page(FailureReport report);
}
