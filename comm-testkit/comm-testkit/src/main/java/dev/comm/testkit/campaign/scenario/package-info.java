/** Scenarios by name: the search for a scenario, and the parameters of its method. */
package dev.comm.testkit.campaign.scenario;
