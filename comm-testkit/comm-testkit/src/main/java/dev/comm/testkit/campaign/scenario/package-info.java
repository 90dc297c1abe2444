/** Scenarios by name: how a scenario is found again and what its method may ask for. */
package dev.comm.testkit.campaign.scenario;
