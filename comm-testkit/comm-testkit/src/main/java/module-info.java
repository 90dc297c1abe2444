/**
 * Simulated clusters for tests, with members that crash on demand. The module has scenarios, faults, histories,
 * campaigns and the support for JUnit.
 *
 * @uses dev.comm.core.role.RoleProvider to run the master's and the nodes' sides
 * @uses dev.comm.testkit.campaign.play.EngineProvider to run a scenario on real sockets or processes
 * @uses dev.comm.testkit.campaign.report.PictureProvider to show a failure as a page
 */
module dev.comm.testkit {
    requires transitive dev.comm.core;
    requires org.slf4j;
    requires static org.apiguardian.api;
    requires static transitive org.junit.jupiter.api;

    exports dev.comm.testkit;
    exports dev.comm.testkit.campaign;
    exports dev.comm.testkit.campaign.play;
    exports dev.comm.testkit.campaign.report;
    exports dev.comm.testkit.campaign.scenario;
    exports dev.comm.testkit.engine;
    exports dev.comm.testkit.fault;
    exports dev.comm.testkit.history;
    exports dev.comm.testkit.history.check;
    exports dev.comm.testkit.history.recording;
    exports dev.comm.testkit.junit;
    exports dev.comm.testkit.sim;
    exports dev.comm.testkit.sim.network;
    exports dev.comm.testkit.sim.process;

    uses dev.comm.core.role.RoleProvider;
    uses dev.comm.testkit.campaign.play.EngineProvider;
    uses dev.comm.testkit.campaign.report.PictureProvider;
}
