/** Makes a failing case as small as possible. */
package dev.comm.testkit.campaign.shrink;
