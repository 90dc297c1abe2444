/** The messages between members as one process stores them, and the receives that wait for them. */
package dev.comm.core.machine.message;
