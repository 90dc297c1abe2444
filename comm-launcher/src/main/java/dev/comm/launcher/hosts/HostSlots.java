package dev.comm.launcher.hosts;

/**
 * A host and how many ranks it is meant for.
 *
 * @param name the name of the host
 * @param slots number of ranks, or 0 if it is not known
 */
public record HostSlots(String name, int slots) {}
