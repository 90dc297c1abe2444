/** The API for programs: the communicator, its results, configuration, handlers and exceptions. */
package dev.comm.api;
