/**
 * The API that every Comm program and plug-in compiles against: the communicator and its settings, the interfaces of
 * plug-ins, and the protocol as data.
 *
 * @uses dev.comm.api.CommRuntime to start roles for a communicator
 * @uses dev.comm.api.launch.LaunchProvider to find this process's place in a scheduler's job
 */
module dev.comm.api {
    requires static transitive org.apiguardian.api;

    exports dev.comm.api;
    exports dev.comm.api.error;
    exports dev.comm.api.launch;
    exports dev.comm.api.protocol;
    exports dev.comm.api.provider;
    exports dev.comm.api.spi;
    exports dev.comm.api.work;

    uses dev.comm.api.CommRuntime;
    uses dev.comm.api.launch.LaunchProvider;
}
