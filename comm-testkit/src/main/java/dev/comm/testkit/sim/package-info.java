/** The deterministic engine: virtual time, a simulated network, processes whose threads take turns. */
package dev.comm.testkit.sim;
