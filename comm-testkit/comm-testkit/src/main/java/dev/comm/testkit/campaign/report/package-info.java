/** The report of a failure as text, page and test. */
package dev.comm.testkit.campaign.report;
