/** The harness: plans, trials in processes of their own, and the tables and charts that come of them. */
package dev.comm.bench.run;
