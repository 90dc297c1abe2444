/** The journal in which a forked member writes down what it does, and the records that it is told. */
package dev.comm.testkit.live.journal;
