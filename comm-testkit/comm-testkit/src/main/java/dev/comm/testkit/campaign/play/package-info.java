/** The player for one case of a scenario, and its outcome. */
package dev.comm.testkit.campaign.play;
