/** The simulated network: routes between hosts, connections on them, and the transport above. */
package dev.comm.testkit.sim.network;
