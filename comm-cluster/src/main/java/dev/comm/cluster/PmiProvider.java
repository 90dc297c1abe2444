package dev.comm.cluster;

import java.util.List;
import org.apiguardian.api.API;

/** Finds the place of a rank under mpiexec of MPICH and others that speak PMI. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PmiProvider extends RankVariables {
    /** Creates the provider; for the service loader. */
    public PmiProvider() {
        super(new RankScheme(
                "pmi", "PMI_RANK", "PMI_SIZE", "MPI_LOCALNRANKS", List.of("SLURM_JOB_ID", "PBS_JOBID", "LSB_JOBID")));
    }

    /** Under srun with --mpi=pmi2, the variables of Slurm tell the same and more. */
    @Override
    boolean isInnermost(Variables variables) {
        return !SlurmStep.isManager(variables, "PMI_JOBID");
    }
}
