/**
 * Launch providers, which read the rank, the meeting and the end of time of this process from a scheduler.
 *
 * @provides dev.comm.api.launch.LaunchProvider for Slurm, Open MPI, PMI, PMIx, Flux, PALS and JSM
 */
module dev.comm.cluster {
    requires transitive dev.comm.api;
    requires static org.apiguardian.api;

    exports dev.comm.cluster;

    provides dev.comm.api.launch.LaunchProvider with
            dev.comm.cluster.OpenMpiProvider,
            dev.comm.cluster.PmiProvider,
            dev.comm.cluster.PmixProvider,
            dev.comm.cluster.FluxProvider,
            dev.comm.cluster.PalsProvider,
            dev.comm.cluster.JsmProvider,
            dev.comm.cluster.SlurmProvider;
}
