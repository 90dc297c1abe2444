/** What comm-testkit finds here by its services, and what the members' processes play for it. */
package dev.comm.testkit.live.provider;
