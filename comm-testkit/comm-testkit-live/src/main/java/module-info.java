/**
 * Clusters of real sockets and processes for tests, pictures of failures, and the comparison of JVMs.
 *
 * @provides dev.comm.testkit.campaign.play.EngineProvider for the engines LOOPBACK and PROCESS
 * @provides dev.comm.testkit.campaign.report.PictureProvider for the page of a failure
 */
module dev.comm.testkit.live {
    requires transitive dev.comm.testkit;
    requires java.management;
    requires org.slf4j;
    requires static org.apiguardian.api;

    exports dev.comm.testkit.live;
    exports dev.comm.testkit.live.jvm;
    exports dev.comm.testkit.live.loopback;
    exports dev.comm.testkit.live.process;
    exports dev.comm.testkit.live.proxy;

    provides dev.comm.testkit.campaign.play.EngineProvider with
            dev.comm.testkit.live.provider.LiveEngines;
    provides dev.comm.testkit.campaign.report.PictureProvider with
            dev.comm.testkit.live.provider.FailurePage;
}
