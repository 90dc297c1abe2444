/**
 * The contract of the pure state machines (events in, effects out), local calls, and the parts that several machines
 * share.
 */
package dev.comm.core.machine;
