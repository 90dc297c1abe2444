/** The recorded environment of a live member, which can be frozen and killed. */
package dev.comm.testkit.live.environment;
