/** Launch providers for schedulers and process managers, and the folder in which the ranks of a run meet. */
package dev.comm.cluster;
