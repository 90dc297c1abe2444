/**
 * The comm command.
 *
 * @uses dev.comm.launcher.CommCommand to find subcommands of other modules
 * @provides ch.qos.logback.classic.spi.Configurator for programs without a configuration of their own
 */
module dev.comm.launcher {
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires dev.comm.api;
    requires dev.comm.cluster;
    requires dev.comm.core;
    requires static transitive org.apiguardian.api;
    requires info.picocli;
    requires jdk.unsupported;
    requires org.slf4j;

    exports dev.comm.launcher;
    exports dev.comm.launcher.file;

    opens dev.comm.launcher to
            info.picocli;

    uses dev.comm.launcher.CommCommand;

    provides ch.qos.logback.classic.spi.Configurator with
            dev.comm.launcher.log.DefaultLogging;
}
