package dev.comm.cluster;

import java.util.List;
import org.apiguardian.api.API;

/** Finds the place of a rank under PALS of HPE Cray systems. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PalsProvider extends RankVariables {
    /** Creates the provider; for the service loader. */
    public PalsProvider() {
        super(new RankScheme("pals", "PALS_RANKID", "PMI_SIZE", "PALS_LOCAL_SIZE", List.of("PALS_APID")));
    }

    /** Under srun with --mpi=cray_shasta, the variables of Slurm tell the same and more. */
    @Override
    boolean isInnermost(Variables variables) {
        return !SlurmStep.isManager(variables, "PALS_APID");
    }
}
