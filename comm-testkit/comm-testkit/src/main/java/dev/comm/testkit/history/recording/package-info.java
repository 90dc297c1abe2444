/** The recorder that writes a history from the events and effects of machines. */
package dev.comm.testkit.history.recording;
