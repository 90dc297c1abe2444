/** The tables and the JSON report of a scan. */
package dev.comm.examples.sky.report;
