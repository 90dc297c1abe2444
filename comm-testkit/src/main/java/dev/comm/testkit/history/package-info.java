/** What happened in a simulated run, and the checks of what Comm promises. */
package dev.comm.testkit.history;
