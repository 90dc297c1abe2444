/** The harness with plans, trials in processes of their own, and the resulting tables and charts. */
package dev.comm.bench.run;
