/** The providers that comm-testkit finds here as services, and the player for the processes of members. */
package dev.comm.testkit.live.provider;
