/** Plays one case of a scenario and keeps its outcome. */
package dev.comm.testkit.campaign.play;
