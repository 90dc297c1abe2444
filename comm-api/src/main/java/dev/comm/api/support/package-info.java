/**
 * What roles share: provider lookup, the crank that turns a machine, links, payloads, the communicator over a crank.
 */
package dev.comm.api.support;
