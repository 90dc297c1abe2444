/** This node as a member: joining, signs of life, its live time, the view, and the way out. */
package dev.comm.node.machine.membership;
