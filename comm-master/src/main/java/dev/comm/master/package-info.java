/** The master: registry, collectives, requests and tasks. */
package dev.comm.master;
