package dev.comm.core.driver;

import dev.comm.api.CommConfig;
import dev.comm.api.Payload;
import dev.comm.api.launch.Meeting;
import dev.comm.api.protocol.Command;
import dev.comm.core.link.Link;
import dev.comm.core.link.LinkTable;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.ErrorText;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Outbox;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbox that carries out the effects of a machine at once and in order. Only log lines wait for
 * {@link #writeLines}. The methods run under the step lock.
 */
final class EffectRunner implements Outbox {
    /** The largest number of waiting log lines, which is limited because they take memory. */
    static final int LINES_MAX = 64;

    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    private final LinkTable links;
    private final CommConfig config;
    private final Executor executor;
    private final Consumer<Notice> notices;
    private final Consumer<Event> post;
    private final Set<Call<?>> open = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<Line> lines = new ArrayDeque<>();
    /**
     * The number of the next attempt to connect without an address. These numbers descend from the largest one, which
     * the numbers of the transport never reach.
     */
    private int lastUnopened = Integer.MAX_VALUE;

    private int publishedAttempts;

    EffectRunner(
            LinkTable links, CommConfig config, Executor executor, Consumer<Notice> notices, Consumer<Event> post) {
        this.links = links;
        this.config = config;
        this.executor = executor;
        this.notices = notices;
        this.post = post;
    }

    /** Records an open call, which ends at the latest when the driver ends. */
    void opened(Call<?> call) {
        open.add(call);
    }

    /** Ends every open call. */
    void endAll(Failure failure) {
        open.forEach(call -> call.completion().fail(failure));
        open.clear();
    }

    @Override
    public void send(int endpoint, Command command, Payload payload, Object token) {
        Link link = links.link(endpoint);
        if (link == null) {
            return;
        }
        link.send(command, payload, token);
        links.afterSend(link, post);
    }

    @Override
    public boolean takeBack(int endpoint, Object token) {
        Link link = links.link(endpoint);
        return link != null && link.takeBack(token);
    }

    @Override
    public int connect(int addressIndex, long timeoutNanos) {
        Optional<InetSocketAddress> address = master(addressIndex);
        if (address.isPresent()) {
            return links.transport().connect(address.get(), timeoutNanos);
        }
        int endpoint = lastUnopened--;
        post.accept(new Event.Closed(
                endpoint, Event.Closed.Reason.NOT_OPENED, "no master has published its address there yet"));
        return endpoint;
    }

    /**
     * Returns the present address of the master. With a rendezvous, there is no address until the file has one. So the
     * node never connects by chance to another master at the default port.
     */
    private Optional<InetSocketAddress> master(int addressIndex) {
        if (config.meeting().isPresent()) {
            return met(config.meeting().get());
        }
        return config.rendezvous() == null
                ? Optional.of(config.masters().get(addressIndex))
                : next(RendezvousFile.read(config.rendezvous()));
    }

    /** Returns the next published address, or the next candidate until there is one. */
    private Optional<InetSocketAddress> met(Meeting meeting) {
        List<InetSocketAddress> published = meeting.look();
        return next(published.isEmpty() ? meeting.candidates() : published);
    }

    /**
     * Returns the next of several addresses. The number of published addresses may differ from that in the settings, so
     * each attempt takes the next one.
     */
    private Optional<InetSocketAddress> next(List<InetSocketAddress> addresses) {
        return addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(addresses.get(Math.floorMod(publishedAttempts++, addresses.size())));
    }

    @Override
    public void authenticated(int endpoint) {
        Link link = links.link(endpoint);
        if (link != null) {
            link.authenticated(config.limits().frameBytes());
        }
    }

    @Override
    public void finish(int endpoint) {
        Link link = links.link(endpoint);
        if (link != null) {
            link.finish();
        } else {
            links.transport().abort(endpoint);
        }
    }

    @Override
    public void abort(int endpoint) {
        Link link = links.link(endpoint);
        if (link != null) {
            link.mute();
        }
        links.transport().abort(endpoint);
    }

    @Override
    public void stopListening() {
        links.transport().stopListening();
    }

    @Override
    public <R> void complete(Call<R> call, R result) {
        open.remove(call);
        call.completion().complete(result);
    }

    @Override
    public void fail(Call<?> call, Failure failure) {
        open.remove(call);
        call.completion().fail(failure);
    }

    @Override
    public void publish(Notice notice) {
        notices.accept(notice);
    }

    @Override
    public void compute(Object token, Callable<?> work) {
        compute(token, work, null);
    }

    @Override
    public void compute(Object token, Callable<?> work, Consumer<Runnable> where) {
        Consumer<Runnable> runs = where == null ? executor::execute : where;
        runs.accept(() -> {
            Event.Computed done;
            try {
                done = new Event.Computed(token, work.call(), null);
            } catch (Throwable e) {
                done = new Event.Computed(token, null, ErrorText.readable(e));
            }
            post.accept(done);
        });
    }

    @Override
    public void log(Severity severity, String message) {
        lines.add(new Line(severity, message));
        if (lines.size() >= LINES_MAX) {
            writeLines();
        }
    }

    /** Returns whether log lines wait. */
    boolean hasLines() {
        return !lines.isEmpty();
    }

    /** Writes the waiting log lines in order. */
    void writeLines() {
        for (Line next = lines.poll(); next != null; next = lines.poll()) {
            next.write();
        }
    }

    private record Line(Severity severity, String message) {
        void write() {
            switch (severity) {
                case DEBUG -> LOG.debug("{}", LogLine.of(message));
                case INFO -> LOG.info("{}", LogLine.of(message));
                case WARN -> LOG.warn("{}", LogLine.of(message));
            }
        }
    }
}
