/** References to scenarios: the search for a scenario by its name, and the parameters of its method. */
package dev.comm.testkit.campaign.scenario;
