/** The API for programs of a master: requests, tasks and the registry of nodes. */
package dev.comm.api.work;
