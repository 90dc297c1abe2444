/** The engine PROCESS: it starts one JVM for each member, follows their journals and sends signals. */
package dev.comm.testkit.live.process;
