package dev.comm.cluster;

import java.util.List;
import org.apiguardian.api.API;

/** Finds the place of a rank under mpirun of Open MPI. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OpenMpiProvider extends RankVariables {
    /** Creates the provider; for the service loader. */
    public OpenMpiProvider() {
        super(new RankScheme(
                "ompi",
                "OMPI_COMM_WORLD_RANK",
                "OMPI_COMM_WORLD_SIZE",
                "OMPI_COMM_WORLD_LOCAL_SIZE",
                List.of("PMIX_NAMESPACE", "OMPI_MCA_ess_base_jobid")));
    }
}
