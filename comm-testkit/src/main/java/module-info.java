/** Clusters for tests, simulated or real, whose members crash on demand. */
module dev.comm.testkit {
    requires transitive dev.comm.core;
    requires java.management;
    requires org.slf4j;
    requires static jdk.management;
    requires static org.apiguardian.api;
    requires static transitive org.junit.jupiter.api;

    exports dev.comm.testkit;
    exports dev.comm.testkit.campaign;
    exports dev.comm.testkit.campaign.jvm;
    exports dev.comm.testkit.campaign.scenario;
    exports dev.comm.testkit.contract;
    exports dev.comm.testkit.engine;
    exports dev.comm.testkit.fault;
    exports dev.comm.testkit.history;
    exports dev.comm.testkit.history.check;
    exports dev.comm.testkit.history.recording;
    exports dev.comm.testkit.junit;
    exports dev.comm.testkit.live;
    exports dev.comm.testkit.live.loopback;
    exports dev.comm.testkit.live.process;
    exports dev.comm.testkit.live.proxy;
    exports dev.comm.testkit.sim;
    exports dev.comm.testkit.sim.network;
    exports dev.comm.testkit.sim.process;

    uses dev.comm.core.role.RoleProvider;
}
