/** Checks of the promises about requests, tasks and documented errors. */
package dev.comm.testkit.history.check.work;
