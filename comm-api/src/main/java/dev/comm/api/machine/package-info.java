/**
 * The contract of the pure state machines: events in, effects out, local calls between them and the API; and what
 * several of them share.
 */
package dev.comm.api.machine;
