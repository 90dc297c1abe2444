/** The engine LOOPBACK: all members share one JVM and use real sockets and real time. */
package dev.comm.testkit.live.loopback;
