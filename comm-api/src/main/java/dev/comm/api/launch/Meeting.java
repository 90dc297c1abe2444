package dev.comm.api.launch;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The place at which rank 0 tells the other ranks its addresses and the secret of the run. One thread at a time calls
 * it, and no method waits for another rank.
 *
 * <p>Methods that read or write files throw {@link dev.comm.api.error.ConfigException} if the user has to change
 * something; its message has the cure first.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Meeting {
    /** Returns a description of the place for messages, for example the path of a folder. */
    String place();

    /**
     * Returns the addresses for rank 0, which listens at the first free one. There is at least one. None of them is a
     * loopback address unless all ranks run on this host.
     */
    List<InetSocketAddress> listen();

    /**
     * Tells the other ranks the address of rank 0.
     *
     * @param bound the address at which rank 0 listens, with its port; a wildcard stands for all addresses of this host
     */
    void publish(InetSocketAddress bound);

    /** Returns the secret of the run. Rank 0 makes it; for the others it is empty until rank 0 has made it. */
    Optional<byte[]> secret();

    /** Returns the addresses that nodes try while {@link #look} is empty, with unresolved names. Pure, maybe empty. */
    List<InetSocketAddress> candidates();

    /** Returns the addresses that rank 0 has published, or an empty list until then. */
    List<InetSocketAddress> look();

    /** Removes the files of rank 0. Rank 0 calls it at the end of the run. */
    void close();
}
