/** The journal in which a forked member records its actions, and the records that the member receives. */
package dev.comm.testkit.live.journal;
