/** Checks of the promises about membership: joining, departing, and the end of a run. */
package dev.comm.testkit.history.check.membership;
