/**
 * The parts that roles share: provider lookup, the driver of a machine, links, payloads, the communicator over a
 * driver.
 */
package dev.comm.api.support;
