package dev.comm.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.ObjectInputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Dangerous operations are in one place only, or nowhere. */
class DangerTest {
    private static final Set<String> GENERIC =
            Set.of("java.lang.Exception", "java.lang.RuntimeException", "java.lang.Error", "java.lang.Throwable");

    /** Reads objects behind one filter only. A second place would need a second filter. */
    @Test
    void objectInputStreamsAreMadeInOneClass() {
        assertThat(makersOf(ObjectInputStream.class.getName()))
                .containsExactly("dev.comm.serialization.java.FilteredInput");
    }

    private static Set<String> makersOf(String type) {
        return CommClasses.ALL.stream()
                .filter(each -> each.getConstructorCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(ObjectInputStream.class)
                                || call.getTargetOwner().getName().equals(type)))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Changes neither that filter nor the filter of the JVM, and replaces no object while it is read (SEC-03). */
    @Test
    void nothingLoosensTheFilter() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "it changes how objects are read",
                        call -> Set.of(
                                        "enableResolveObject",
                                        "setSerialFilter",
                                        "setSerialFilterFactory",
                                        "readUnshared")
                                .contains(call.getName())))
                .check(CommClasses.ALL);
        Set<String> makers = CommClasses.ALL.stream()
                .filter(each -> each.getConstructorCallsFromSelf().stream()
                        .anyMatch(call ->
                                call.getTargetOwner().getName().equals("dev.comm.serialization.java.FilteredInput")))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(makers).containsExactly("dev.comm.serialization.java.JavaSerializer");
    }

    /** Uses no number from a peer as an address in memory (SEC-09). */
    @Test
    void memoryIsReachedThroughArraysAndBuffersOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "reach raw memory",
                        type -> type.getName().equals("sun.misc.Unsafe")
                                || type.getPackageName().startsWith("jdk.internal")
                                || type.getPackageName().startsWith("java.lang.foreign")))
                .check(CommClasses.ALL);
    }

    /**
     * Looks for no method in a class, because a peer may call registered handlers only (SEC-19). One class asks whether
     * a type has a readObject method, and calls nothing.
     */
    @Test
    void noMethodIsLookedForByName() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.comm.api..",
                        "dev.comm.core..",
                        "dev.comm.master..",
                        "dev.comm.node..",
                        "dev.comm.transport..",
                        "dev.comm.serialization.java..")
                .and()
                .doNotHaveFullyQualifiedName("dev.comm.serialization.java.LocalClass")
                .and()
                .doNotHaveFullyQualifiedName("dev.comm.core.driver.EndSignals") // constant names of the JDK only
                .should()
                .callMethodWhere(describe(
                        "it looks for a method by its name",
                        call -> Set.of(
                                                "getMethod",
                                                "getDeclaredMethod",
                                                "getMethods",
                                                "findVirtual",
                                                "findStatic",
                                                "invoke")
                                        .contains(call.getName())
                                && Set.of(
                                                "java.lang.Class",
                                                "java.lang.reflect.Method",
                                                "java.lang.invoke.MethodHandles$Lookup")
                                        .contains(call.getTargetOwner().getName())))
                .check(CommClasses.ALL);
    }

    @Test
    void kryoIsAskedToReadAWholeValueInOneClass() {
        Set<String> readers = CommClasses.ALL.stream()
                .flatMap(each -> each.getMethodCallsFromSelf().stream())
                .filter(call -> call.getName().startsWith("readObject"))
                .filter(call -> call.getTargetOwner().getName().equals("com.esotericsoftware.kryo.kryo5.Kryo"))
                .map(JavaAccess::getOriginOwner)
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(readers).containsExactly("dev.comm.serialization.kryo.Engine");
    }

    @Test
    void kryoIsSeenByItsOwnModuleOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.comm.serialization.kryo..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.esotericsoftware..")
                .check(CommClasses.ALL);
    }

    @Test
    void formsOfKryoThatRunForeignCodeAreNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "forms that run foreign code",
                        type -> Set.of(
                                                "JavaSerializer",
                                                "ExternalizableSerializer",
                                                "ClosureSerializer",
                                                "StdInstantiatorStrategy")
                                        .contains(type.getSimpleName())
                                && type.getPackageName().startsWith("com.esotericsoftware")))
                .check(CommClasses.ALL);
    }

    /**
     * Compares proofs as Bytes, whose comparison takes the same time for every content. The time must not show the
     * length of an equal beginning.
     */
    @Test
    void sec14_arraysOfBytesAreNotComparedInATimeThatTells() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.comm.api",
                        "dev.comm.api.protocol",
                        "dev.comm.api.spi",
                        "dev.comm.core.codec",
                        "dev.comm.core.machine..",
                        "dev.comm.master.machine..",
                        "dev.comm.node.machine..")
                .should()
                .callMethodWhere(describe(
                        "it compares arrays or buffers",
                        call -> call.getTargetOwner().isEquivalentTo(java.util.Arrays.class)
                                        && Set.of("equals", "mismatch", "compare")
                                                .contains(call.getName())
                                || call.getTargetOwner().isEquivalentTo(java.nio.ByteBuffer.class)
                                        && Set.of("equals", "mismatch", "compareTo")
                                                .contains(call.getName())))
                .check(CommClasses.ALL);
    }

    @Test
    void genericExceptionsAreNotThrown() {
        noClasses()
                .should()
                .callConstructorWhere(describe(
                        "it makes a generic exception",
                        call -> GENERIC.contains(call.getTargetOwner().getName())
                                && !call.getOriginOwner().isAssignableTo(Throwable.class)))
                .check(CommClasses.ALL);
    }

    /** Prints in commands only. The last line of a process must reach a user without a log. */
    @Test
    void onlyCommandsPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.comm.launcher..", "dev.comm.examples..")
                .and()
                .doNotHaveFullyQualifiedName("dev.comm.core.driver.LastWords")
                .should()
                .accessFieldWhere(describe(
                        "it prints",
                        access -> access.getTargetOwner().getName().equals("java.lang.System")
                                && Set.of("out", "err").contains(access.getName())))
                .orShould()
                .callMethodWhere(describe(
                        "it prints a stack",
                        call -> call.getName().equals("printStackTrace")
                                && call.getTarget().getRawParameterTypes().isEmpty()))
                .check(CommClasses.ALL);
    }

    /**
     * Ends the process in commands only. A member that the test kit forks is a command too, because its process runs
     * only its program. One other class ends a process without a master, unless a setting forbids it (S1).
     */
    @Test
    void nobodyEndsTheProcessButCommands() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.comm.launcher..", "dev.comm.examples..")
                .and()
                .doNotHaveFullyQualifiedName("dev.comm.testkit.live.MemberExit")
                .and()
                .doNotHaveFullyQualifiedName("dev.comm.core.driver.OrphanEnd")
                .and()
                .doNotHaveFullyQualifiedName("dev.comm.core.driver.ProcessDrain")
                .should()
                .callMethodWhere(describe(
                        "it ends the process",
                        call -> Set.of("java.lang.System", "java.lang.Runtime")
                                        .contains(call.getTargetOwner().getName())
                                && Set.of("exit", "halt").contains(call.getName())))
                .check(CommClasses.ALL);
    }
}
