package dev.comm.testkit.junit;

import dev.comm.testkit.Engine;
import dev.comm.testkit.fault.FaultKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once for each of its seeds, each time with a new cluster.
 *
 * <p>Its parameters may be the {@link dev.comm.testkit.Cluster} (or {@link dev.comm.testkit.sim.SimCluster}) and its
 * nodes as {@code List<Member>} or {@code Member[]}. They may also be the {@link dev.comm.testkit.Network}, the
 * {@link java.util.SplittableRandom} of the workload, and the {@link dev.comm.testkit.Seed}. The method declares
 * programs and faults, calls {@code run()}, and looks at the result. Methods with annotations like {@code @BeforeEach}
 * run once for all seeds, and in the process of the test alone. On the engine PROCESS the members' processes call
 * nothing but the method, on a new object.
 *
 * <p>The first run that fails ends the test: it is made as small as possible, and the error says how to see it again. A
 * test that requests a missing ability of an engine is aborted, with the reason.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(ClusterExtension.class)
public @interface ClusterTest {
    /** Number of nodes beside the master. */
    int nodes() default 3;

    /** If more than {@link #nodes}, each seed draws a number between the two. */
    int mostNodes() default 0;

    /** How many seeds in a simulation; 0 stands for 100, and for 1 in the exhaustive mode. */
    int seeds() default 0;

    /** How many seeds on engines with real sockets. */
    int liveSeeds() default 1;

    /** The engines of the runs; the test runs on each. All but the simulation need {@code comm-testkit-live}. */
    Engine[] engines() default Engine.SIM;

    /** Kinds of fault that may hit nodes; each run sees about half of them. */
    FaultKind[] chaos() default {};

    /** Kinds of fault that may hit the master now and then. */
    FaultKind[] masterChaos() default {};

    /** When chaos ends and everything is healed; every call that is open has to end then. */
    String until() default "25s";

    /** Whether the test fails if less than 30 % of the collectives were hit by a fault while they were open. */
    boolean hard() default false;

    /** Seeds to run in place of drawn ones. */
    long[] seed() default {};

    /** Faults as a report writes them, in place of drawn ones. */
    String plan() default "";

    /** Exhaustive mode: each of these kinds of fault hits each member at each step of the protocol. */
    FaultKind[] everyStep() default {};

    /** Real time after which the test fails with a dump of all threads; {@code comm.test.timeout} goes before it. */
    String timeout() default "10m";
}
