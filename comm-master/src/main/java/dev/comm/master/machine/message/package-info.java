/** Messages from member to member. The master relays them, and stores the messages for rank 0. */
package dev.comm.master.machine.message;
