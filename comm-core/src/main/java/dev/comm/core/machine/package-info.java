/**
 * The contract of the pure state machines, which take events and produce effects, the local calls, and the parts that
 * several machines share.
 */
package dev.comm.core.machine;
