/** The job, the star catalogue, the background and the stars of one sky. */
package dev.comm.examples.sky.model;
