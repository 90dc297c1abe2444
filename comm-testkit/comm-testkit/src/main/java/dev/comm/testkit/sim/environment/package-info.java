/** The environment that a role of Comm gets inside the simulation. */
package dev.comm.testkit.sim.environment;
