package dev.comm.master;

import dev.comm.api.CommConfig;
import dev.comm.api.error.TransportException;
import dev.comm.api.launch.Meeting;
import dev.comm.api.spi.Transport;
import dev.comm.core.driver.RendezvousFile;
import java.net.InetSocketAddress;
import java.util.List;

/** The address of a master, and its publication. */
final class MasterAddress {
    private MasterAddress() {}

    /**
     * Listens at the address of the settings, or under a scheduler at the first free address of the meeting.
     *
     * @throws TransportException if no address is free
     */
    static InetSocketAddress listen(Transport transport, CommConfig config) {
        Meeting meeting = config.meeting().orElse(null);
        if (meeting == null || config.isBindSet()) {
            return transport.listen(config.bind());
        }
        List<InetSocketAddress> free = meeting.listen();
        for (InetSocketAddress each : free.subList(0, free.size() - 1)) {
            try {
                return transport.listen(each);
            } catch (TransportException e) {
                // taken; the next one may be free
            }
        }
        return transport.listen(free.get(free.size() - 1));
    }

    /** Tells the nodes the address, by the file of the rendezvous or at the meeting of a scheduler's job. */
    static void publish(InetSocketAddress address, CommConfig config) {
        if (config.rendezvous() != null) {
            RendezvousFile.publish(config.rendezvous(), address);
        }
        config.meeting().ifPresent(meeting -> meeting.publish(address));
    }
}
