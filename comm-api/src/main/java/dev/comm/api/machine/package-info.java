/** The contract of the pure state machines: events in, effects out, local calls between them and the API. */
package dev.comm.api.machine;
