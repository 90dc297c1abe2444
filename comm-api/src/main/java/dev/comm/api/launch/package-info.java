/**
 * The interfaces of plug-ins that find the place of this process in a run, from the scheduler that started it.
 *
 * <p>The settings use these interfaces. So a secret is an array of bytes here, and the id of a run is text.
 */
package dev.comm.api.launch;
