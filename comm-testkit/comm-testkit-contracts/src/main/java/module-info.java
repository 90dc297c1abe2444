/** Contracts for authors of transports and serializers. A contract is a set of tests that every plug-in has to pass. */
module dev.comm.testkit.contract {
    requires transitive dev.comm.core;
    requires java.management;
    requires static jdk.management;
    requires static org.apiguardian.api;
    requires static transitive org.junit.jupiter.api;

    exports dev.comm.testkit.contract;
}
