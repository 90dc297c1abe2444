/** The checker that runs all checks over a history. */
package dev.comm.testkit.history.check;
