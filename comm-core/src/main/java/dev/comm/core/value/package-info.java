/** Turns values into payloads and back. */
package dev.comm.core.value;
