/** The network of a live cluster: one proxy between the master and each node. */
package dev.comm.testkit.live.network;
