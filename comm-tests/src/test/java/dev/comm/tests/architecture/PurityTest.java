package dev.comm.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.TimerTask;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;

/**
 * Machines and frames use no socket, thread, lock, clock, logger or random source, so that equal events have equal
 * effects.
 */
class PurityTest {
    private static GivenClassesConjunction noPureClass() {
        return noClasses()
                .that()
                .resideInAnyPackage("dev.comm..machine..", "dev.comm.core.codec..", "dev.comm.api.protocol..");
    }

    @Test
    void noSocketsThreadsLocksOrLoggers() {
        noPureClass()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.net..",
                                "java.nio.channels..",
                                "java.util.concurrent.locks..",
                                "java.util.logging..",
                                "org.slf4j..")
                        .and(describe(
                                "do more than name an address", type -> !type.isEquivalentTo(InetSocketAddress.class))))
                .check(CommClasses.ALL);
        noPureClass()
                .should()
                .dependOnClassesThat(assignableTo(Thread.class)
                        .or(assignableTo(Lock.class))
                        .or(assignableTo(TimerTask.class))
                        .or(assignableTo(Random.class))
                        .or(assignableTo(java.util.concurrent.Executor.class))
                        .or(assignableTo(java.util.concurrent.Future.class)))
                .check(CommClasses.ALL);
    }

    @Test
    void noClock() {
        noPureClass()
                .should()
                .callMethodWhere(describe("it reads a clock", call -> {
                    String owner = call.getTargetOwner().getName();
                    String name = call.getName();
                    return owner.equals("java.lang.System")
                                    && (name.equals("nanoTime") || name.equals("currentTimeMillis"))
                            || owner.startsWith("java.time.") && name.equals("now")
                            || owner.equals("java.lang.Math") && name.equals("random");
                }))
                .check(CommClasses.ALL);
    }
}
