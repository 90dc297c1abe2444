/** Checks of the promises about collectives. */
package dev.comm.testkit.history.check.collective;
