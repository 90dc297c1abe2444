/**
 * The contract of the pure state machines: events, effects and local calls; also the types that several machines share.
 */
package dev.comm.api.machine;
