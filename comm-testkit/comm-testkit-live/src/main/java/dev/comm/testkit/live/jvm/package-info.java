/** The comparison of the runs of the same seeds between this JVM and others. */
package dev.comm.testkit.live.jvm;
