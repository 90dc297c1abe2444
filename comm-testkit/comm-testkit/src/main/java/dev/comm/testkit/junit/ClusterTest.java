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
 * programs and faults, calls {@code run()}, and checks the result. Methods with annotations like {@code @BeforeEach}
 * run once for all seeds, in the process of the test only. On the engine PROCESS the members' processes call nothing
 * but the method, on a new object.
 *
 * <p>The first run that fails ends the test. The kit makes this run as small as possible, and the error says how to
 * repeat it. The kit aborts a test that requests a missing ability of an engine, and gives the reason.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(ClusterExtension.class)
public @interface ClusterTest {
    /** Returns the number of nodes beside the master, at least 1. */
    int nodes() default 3;

    /**
     * Returns the largest number of nodes, at least {@link #nodes}. Each seed draws a number between the two. Without
     * this element, every run has {@link #nodes}.
     */
    int mostNodes() default Integer.MIN_VALUE;

    /**
     * Returns the number of seeds in a simulation, at least 1. Without this element there are 100 seeds, and 1 seed in
     * the exhaustive mode.
     */
    int seeds() default Integer.MIN_VALUE;

    /** Returns the number of seeds on engines with real sockets, at least 1. */
    int liveSeeds() default 1;

    /**
     * Returns the engines of the runs. The test runs on each of them. All engines but the simulation need
     * {@code comm-testkit-live}.
     */
    Engine[] engines() default Engine.SIM;

    /** Returns the kinds of fault that may hit nodes. About half of these kinds occur in a run. */
    FaultKind[] chaos() default {};

    /** Returns the kinds of fault that hit the master in some runs. */
    FaultKind[] masterChaos() default {};

    /**
     * Returns the time at which chaos ends and everything is healed, for example {@code 500ms}, {@code 30s} or
     * {@code PT1M30S}. From then on every open call has to end.
     */
    String until() default "25s";

    /** Returns whether the test fails if faults hit less than 30 % of the collectives while they were open. */
    boolean hard() default false;

    /** Returns the seeds that run in place of drawn seeds. */
    long[] seed() default {};

    /** Returns the faults, in the form of a report, that happen in place of drawn faults. */
    String plan() default "";

    /**
     * Returns the kinds of fault for the exhaustive mode, in which each of them hits each member at each step of the
     * protocol.
     */
    FaultKind[] everyStep() default {};

    /**
     * Returns the real time after which the test fails with a dump of all threads, for example {@code 90s} or
     * {@code 10m}. The setting {@code comm.test.timeout} takes precedence.
     */
    String timeout() default "10m";
}
