/** The contract of the pure state machines: events in, effects out, local calls, and what several machines share. */
package dev.comm.core.machine;
