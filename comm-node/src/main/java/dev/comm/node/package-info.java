/** The compute node: joins a master, takes part in collectives and answers requests. */
package dev.comm.node;
