package dev.comm.cluster;

import java.util.List;
import org.apiguardian.api.API;

/** Finds the place of a rank under jsrun of LSF. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class JsmProvider extends RankVariables {
    /** Creates the provider; for the service loader. */
    public JsmProvider() {
        super(new RankScheme(
                "jsm", "JSM_NAMESPACE_RANK", "JSM_NAMESPACE_SIZE", "JSM_NAMESPACE_LOCAL_SIZE", List.of("LSB_JOBID")));
    }
}
