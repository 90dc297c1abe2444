/** The journal in which a forked member writes down its acts, and the records that it is given. */
package dev.comm.testkit.live.journal;
