/** The recorder that writes a history from what machines are told and what they do. */
package dev.comm.testkit.history.recording;
