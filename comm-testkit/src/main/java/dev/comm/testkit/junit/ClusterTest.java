package dev.comm.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once for each of its seeds, each time with a new {@link dev.comm.testkit.SimCluster} as parameter.
 *
 * <p>The first seed that fails ends the test; the error names it, with the property that replays it.
 * {@code -Dcomm.seeds=N} runs more seeds or fewer.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Test
@ExtendWith(ClusterExtension.class)
public @interface ClusterTest {
    /** Number of nodes beside the master. */
    int nodes() default 3;

    /** How many seeds. */
    int seeds() default 50;
}
