package dev.comm.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;

/** All classes of all modules, read once. */
final class CommClasses {
    /** The packages of the published modules. comm-examples has no API. */
    static final String[] PUBLISHED = {
        "dev.comm.api..",
        "dev.comm.core..",
        "dev.comm.transport..",
        "dev.comm.serialization..",
        "dev.comm.master..",
        "dev.comm.node..",
        "dev.comm.cluster..",
        "dev.comm.testkit..",
        "dev.comm.launcher.."
    };

    /** The root of the packages of comm-testkit-live, which is built on comm-testkit and is no simulation. */
    static final String LIVE = "dev.comm.testkit.live";

    /** The contracts for plug-ins, which depend on no other part of the test kit. */
    static final String CONTRACTS = "dev.comm.testkit.contract";

    /**
     * The modules that depend on comm-api, on comm-core if they are {@link #ROLES}, and on nothing else of Comm. The
     * prefix dev.comm.testkit stands for all three modules of the test kit. {@link LayersTest} has more rules for them.
     */
    static final List<String> PARTS = List.of(
            "dev.comm.transport.tcp",
            "dev.comm.serialization.java",
            "dev.comm.serialization.kryo",
            "dev.comm.master",
            "dev.comm.node",
            "dev.comm.cluster",
            "dev.comm.testkit");

    /** The parts that are built on comm-core. */
    static final Set<String> ROLES = Set.of("dev.comm.master", "dev.comm.node", "dev.comm.testkit");

    /** Excludes tests in jars and in folders of classes, because both exist, depending on the phase of the build. */
    private static final ImportOption NO_TESTS = location -> !location.contains("/dev/comm/tests/")
            && !location.contains("/target/test-classes/")
            && !location.contains("-tests.jar");

    static final JavaClasses ALL =
            new ClassFileImporter().withImportOption(NO_TESTS).importPackages("dev.comm");

    private CommClasses() {}
}
