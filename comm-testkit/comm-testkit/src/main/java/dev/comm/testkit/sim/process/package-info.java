/** Virtual time and simulated processes, whose threads take turns. */
package dev.comm.testkit.sim.process;
