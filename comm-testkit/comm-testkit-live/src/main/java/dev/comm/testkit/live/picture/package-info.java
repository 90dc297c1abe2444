/** The picture of a run, with one lane for each member. */
package dev.comm.testkit.live.picture;
