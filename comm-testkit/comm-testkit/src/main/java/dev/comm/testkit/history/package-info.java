/** The events of a run, and the checks of Comm's promises. */
package dev.comm.testkit.history;
