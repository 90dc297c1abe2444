package dev.comm.cluster;

import java.util.List;
import org.apiguardian.api.API;

/** Finds the place of a rank under a process manager that speaks PMIx. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PmixProvider extends RankVariables {
    /** Creates the provider; for the service loader. */
    public PmixProvider() {
        super(new RankScheme("pmix", "PMIX_RANK", "COMM_SIZE", "PMIX_LOCAL_SIZE", List.of("PMIX_NAMESPACE")));
    }

    /** Under srun with --mpi=pmix, the variables of Slurm tell the same and more. */
    @Override
    boolean isInnermost(Variables variables) {
        return !SlurmStep.isManager(variables, "PMIX_NAMESPACE");
    }
}
