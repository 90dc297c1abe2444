/** The code inside the JVM of a forked member. */
package dev.comm.testkit.live.member;
