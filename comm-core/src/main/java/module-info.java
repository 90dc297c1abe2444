/**
 * The shared code of the roles, the test kit and tests of plug-ins: codecs, the contract of machines, drivers, links,
 * values, communicators and roles. Programs do not compile against it.
 *
 * @provides dev.comm.api.CommRuntime
 * @uses dev.comm.api.spi.TransportProvider to move bytes
 * @uses dev.comm.api.spi.SerializerProvider to turn values into bytes
 * @uses dev.comm.core.role.RoleProvider to run the master's or a node's side
 */
module dev.comm.core {
    requires transitive dev.comm.api;
    requires static org.apiguardian.api;
    requires org.slf4j;

    exports dev.comm.core.codec;
    exports dev.comm.core.communicator;
    exports dev.comm.core.driver;
    exports dev.comm.core.link;
    exports dev.comm.core.machine;
    exports dev.comm.core.machine.message;
    exports dev.comm.core.provider;
    exports dev.comm.core.role;
    exports dev.comm.core.value;

    uses dev.comm.api.spi.TransportProvider;
    uses dev.comm.api.spi.SerializerProvider;
    uses dev.comm.core.role.RoleProvider;

    provides dev.comm.api.CommRuntime with
            dev.comm.core.role.DefaultRuntime;
}
