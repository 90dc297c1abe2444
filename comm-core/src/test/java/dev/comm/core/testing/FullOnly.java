package dev.comm.core.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that only the Maven profile {@code full} runs, because it takes long and another test of each build plays the
 * same kind of event.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FullCondition.class)
public @interface FullOnly {
    /** Returns the test of each build that plays the same kind of event, and the addition of this test. */
    String value();
}
