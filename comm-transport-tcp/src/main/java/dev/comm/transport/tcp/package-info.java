/**
 * The transport over TCP: its provider, listening and dialing, and the polling side of each connection. This is the
 * only exported package.
 */
package dev.comm.transport.tcp;
