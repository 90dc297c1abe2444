/** What happened in a run, and the checks of what Comm promises. */
package dev.comm.testkit.history;
