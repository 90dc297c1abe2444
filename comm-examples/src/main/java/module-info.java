/** Real jobs whose results can be checked. */
module dev.comm.examples {
    requires dev.comm.api;
    requires info.picocli;
    requires java.desktop;
    requires me.tongfei.progressbar;
    requires org.slf4j;
}
