/** The search for the smallest form of a failing case. */
package dev.comm.testkit.campaign.shrink;
