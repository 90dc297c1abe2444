/** The comm command. */
module dev.comm.launcher {
    requires dev.comm.api;
    requires info.picocli;
    requires org.slf4j;
}
