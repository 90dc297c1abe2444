/** The engine SIM: a cluster in one JVM over a simulated network in virtual time. */
package dev.comm.testkit.sim;
