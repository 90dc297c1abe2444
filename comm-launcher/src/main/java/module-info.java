/**
 * The comm command.
 *
 * @uses dev.comm.launcher.CommCommand to find subcommands of other modules
 */
module dev.comm.launcher {
    requires dev.comm.api;
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
}
