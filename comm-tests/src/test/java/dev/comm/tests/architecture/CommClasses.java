package dev.comm.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;

/** All classes of all modules, read once. */
final class CommClasses {
    /** The modules that are published, by their packages; comm-examples has no API. */
    static final String[] PUBLISHED = {
        "dev.comm.api..",
        "dev.comm.core..",
        "dev.comm.transport..",
        "dev.comm.serialization..",
        "dev.comm.master..",
        "dev.comm.node..",
        "dev.comm.testkit..",
        "dev.comm.launcher.."
    };

    /** The modules that see comm-api, and comm-core if they are {@link #ROLES}, and nothing else of Comm. */
    static final List<String> PARTS = List.of(
            "dev.comm.transport.tcp",
            "dev.comm.serialization.java",
            "dev.comm.serialization.kryo",
            "dev.comm.master",
            "dev.comm.node",
            "dev.comm.testkit");

    /** The parts that are built on comm-core. */
    static final Set<String> ROLES = Set.of("dev.comm.master", "dev.comm.node", "dev.comm.testkit");

    /** Jars as well as folders of classes: both happen, depending on the phase. */
    private static final ImportOption NO_TESTS = location -> !location.contains("/dev/comm/tests/");

    static final JavaClasses ALL =
            new ClassFileImporter().withImportOption(NO_TESTS).importPackages("dev.comm");

    private CommClasses() {}
}
