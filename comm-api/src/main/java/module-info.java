/**
 * The API for programs and plug-ins: the communicator, frames, the contract of machines and the service interfaces.
 *
 * @provides dev.comm.api.CommRuntime
 * @uses dev.comm.api.CommRuntime to start roles for a communicator
 * @uses dev.comm.api.spi.TransportProvider to move bytes
 * @uses dev.comm.api.spi.SerializerProvider to turn values into bytes
 * @uses dev.comm.api.spi.RoleProvider to run the master's or a node's side
 */
module dev.comm.api {
    requires static transitive org.apiguardian.api;
    requires org.slf4j;

    exports dev.comm.api;
    exports dev.comm.api.frame;
    exports dev.comm.api.machine;
    exports dev.comm.api.spi;
    exports dev.comm.api.support;
    exports dev.comm.api.work;

    uses dev.comm.api.CommRuntime;
    uses dev.comm.api.spi.TransportProvider;
    uses dev.comm.api.spi.SerializerProvider;
    uses dev.comm.api.spi.RoleProvider;

    provides dev.comm.api.CommRuntime with
            dev.comm.api.support.DefaultRuntime;
}
