/** What users write: the communicator, its results, configuration, handlers and errors. */
package dev.comm.api;
