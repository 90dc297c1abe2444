package dev.comm.testkit.history;

import org.apiguardian.api.API;

/** One collective call of all members, identified by a communicator and a number in the communicator. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Instance(int communicator, long sequence) implements Comparable<Instance> {
    @Override
    public int compareTo(Instance other) {
        int first = Integer.compare(communicator, other.communicator);
        return first != 0 ? first : Long.compare(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return "instance " + communicator + "/" + sequence;
    }
}
