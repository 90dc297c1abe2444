/** Requests and tasks as users of a master see them, and the registry of nodes. */
package dev.comm.api.work;
