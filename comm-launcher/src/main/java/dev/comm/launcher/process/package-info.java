/** The processes of a run: the search for them, and the times of their ends. */
package dev.comm.launcher.process;
