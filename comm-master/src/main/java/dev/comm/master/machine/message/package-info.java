/** Messages from member to member: relays them, and holds those for rank 0. */
package dev.comm.master.machine.message;
