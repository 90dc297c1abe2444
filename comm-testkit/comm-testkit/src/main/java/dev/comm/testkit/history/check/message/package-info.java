/** Checks of the promises about messages between members. */
package dev.comm.testkit.history.check.message;
