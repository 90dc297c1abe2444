package dev.comm.tests.loopback;

import dev.comm.testkit.Engine;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A test that takes the engine as its parameter and must pass on both engines, in the simulation and over loopback
 * sockets.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@EnumSource(
        value = Engine.class,
        names = {"SIM", "LOOPBACK"})
@interface OnSimulatedAndRealSockets {}
