package dev.comm.core.machine.message;

import dev.comm.api.Departure;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CommunicatorMembers;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.ReceiveCall.Address;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WaitAlarm;
import dev.comm.core.machine.message.ReceiveAnyCall.Arrival;
import dev.comm.core.machine.message.ReceiveAnyCall.TagLane;
import dev.comm.core.machine.message.StoredMessages.Stored;
import dev.comm.core.machine.message.WaitingReceives.Waiting;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apiguardian.api.API;

/**
 * The messages that wait for a receive, and the receives that wait for a message, in order for each communicator,
 * source and tag (P1). Messages, losses and departures have one order of arrival, in which receives from any rank take
 * them. If several receives wait for a message, the earliest call gets it.
 *
 * <p>The inbox keeps every message that is put into it. The machine first checks for free space, and decides what
 * happens to a message without space.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MessageInbox {
    private final MessageQuota room;
    private final WaitAlarm alarm;
    private final Leaving leaving;
    private final IntPredicate isAlone;
    private final StoredMessages stored = new StoredMessages();
    private final WaitingReceives waiting = new WaitingReceives();
    private final UntoldDepartures untold = new UntoldDepartures();
    private final DroppedMessages dropped = new DroppedMessages();
    private long arrived;

    /**
     * Creates an empty inbox without a listener.
     *
     * @param room count of the waiting messages
     * @param warnNanos time that a receive waits before its first log line (W1)
     * @param isAlone whether no other member of a communicator is left from which a message or a departure may come
     */
    public MessageInbox(MessageQuota room, long warnNanos, IntPredicate isAlone) {
        this(room, warnNanos, isAlone, (source, message) -> {});
    }

    /**
     * Creates an empty inbox with a listener for the messages that leave it.
     *
     * @param leaving listener, which is called for each message that a receive took or that was forgotten
     */
    public MessageInbox(MessageQuota room, long warnNanos, IntPredicate isAlone, Leaving leaving) {
        this.leaving = leaving;
        this.isAlone = isAlone;
        this.room = room;
        this.alarm = new WaitAlarm(warnNanos);
    }

    /** The listener for messages that leave the inbox. */
    @FunctionalInterface
    public interface Leaving {
        /**
         * Reports that a message has left the inbox.
         *
         * @param source the argument {@code source} of {@link #put(Address, Value, int, Outbox)}
         */
        void left(int source, Value message);
    }

    /** Returns whether there is space for one more message, or a receive waits for it. */
    public boolean hasRoom(Address address) {
        return !room.isFull() || isAwaited(address);
    }

    /** Returns whether a receive waits for the next message under an address, and no loss comes before the message. */
    public boolean isAwaited(Address address) {
        return !waiting.isEmpty()
                && stored.count(address) == 0
                && !isDropping(address)
                && waiting.first(address) != null;
    }

    /**
     * Handles a message that arrived. The first receive that waits for such a message gets it; without such a receive,
     * the message waits.
     */
    public void put(Address address, Value value, Outbox out) {
        put(address, value, -1, out);
    }

    /**
     * Handles a message that arrived, like {@link #put(Address, Value, Outbox)}.
     *
     * @param source number that is passed to the listener when the message leaves
     */
    public void put(Address address, Value value, int source, Outbox out) {
        Stored message = new Stored(++arrived, value, source);
        Waiting first = isAwaited(address) ? waiting.first(address) : null;
        if (first != null && !first.isHeld()) {
            // The receive is removed now, not at its deadline, because otherwise it would keep its message in memory.
            waiting.remove(first);
            hand(first.call(), address, message, out);
        } else {
            stored.add(address, message);
            room.put(value);
        }
    }

    /** Records that a message was dropped. Returns whether it is the first one since a receive reported the loss. */
    public boolean drop(Address address) {
        return dropped.add(address, ++arrived);
    }

    /** Returns whether a loss at an address is not reported yet. Until then its further messages are dropped too. */
    public boolean isDropping(Address address) {
        return dropped.contains(address);
    }

    /**
     * Handles a receive from one rank. If the inbox has a message for the call, the call ends with it, or waits behind
     * earlier calls. If the message was dropped, the call fails, in its turn.
     *
     * @param source incarnation of the sender for which the call waits, or 0 if the sender does not live any more
     * @return false if the inbox has nothing for the call; then the machine lets it wait, or fails it
     */
    public boolean receive(ReceiveCall call, long source, long now, Outbox out) {
        Address address = call.address();
        int before = waiting.count(address);
        if (stored.count(address) <= before && !isDropping(address)) {
            return false;
        }
        if (before > 0 || call.isHeld()) {
            await(call, source, now);
        } else if (stored.count(address) > 0) {
            handStored(call, address, out);
        } else {
            failByLoss(call, address, out);
        }
        return true;
    }

    /**
     * Handles a receive from any rank. It takes the message, the loss or the departure that arrived first. If a held
     * receive keeps all that is left for the call, the call waits.
     *
     * @return false if the inbox has nothing for the call; then the machine lets it wait, or fails it
     */
    public boolean receive(ReceiveAnyCall call, long now, Outbox out) {
        if (giveFirst(call, out)) {
            return true;
        }
        boolean isKept = isKept(call.lane());
        if (isKept) {
            await(call, now);
        }
        return isKept;
    }

    /** Gives a call the message, the loss or the departure that arrived first. Returns false if there is none. */
    private boolean giveFirst(ReceiveAnyCall call, Outbox out) {
        Map.Entry<Long, Address> first = firstStored(call.lane());
        long message = first == null ? Nanos.NEVER : first.getKey();
        Address missing = dropped.first(call.lane(), address -> waiting.count(address) == 0);
        long loss = dropped.number(missing);
        Map.Entry<Long, Departure> gone = untold.first(call.communicator(), each -> mayBeTold(each, call));
        long departure = gone == null ? Nanos.NEVER : gone.getKey();
        if (departure < Math.min(message, loss)) {
            untold.remove(call.communicator(), departure);
            tell(call, gone.getValue(), out);
        } else if (message < loss) {
            handStored(call, first.getValue(), out);
        } else if (missing != null) {
            failByLoss(call, missing, out);
        } else {
            return false;
        }
        return true;
    }

    /** Returns the first message that no held receive keeps, as its number and address, or null. */
    private Map.Entry<Long, Address> firstStored(TagLane lane) {
        for (Map.Entry<Long, Address> each : stored.heads(lane).entrySet()) {
            if (waiting.count(each.getValue()) == 0) {
                return each;
            }
        }
        return null;
    }

    /** Returns whether no held receive keeps an earlier message or loss of the departed member from the call. */
    private boolean mayBeTold(Map.Entry<Long, Departure> gone, ReceiveAnyCall call) {
        long number = gone.getKey();
        Address address = new Address(call.communicator(), gone.getValue().rank(), call.tag());
        return waiting.count(address) == 0 || !stored.hasBefore(address, number) && dropped.number(address) >= number;
    }

    /** Returns whether a held receive keeps a message or a loss of a lane, which it may give back. */
    private boolean isKept(TagLane lane) {
        return stored.heads(lane).values().stream().anyMatch(address -> waiting.count(address) > 0)
                || dropped.first(lane, address -> waiting.count(address) > 0) != null;
    }

    private void failByLoss(Call<?> call, Address address, Outbox out) {
        dropped.remove(address);
        out.fail(call, DroppedMessages.failure(address));
    }

    private void handStored(Call<?> call, Address address, Outbox out) {
        Stored message = stored.take(address);
        room.take(message.value());
        hand(call, address, message, out);
    }

    private void hand(Call<?> call, Address address, Stored message, Outbox out) {
        if (call instanceof ReceiveCall receive) {
            out.complete(receive, message.value());
        } else if (call instanceof ReceiveAnyCall any) {
            out.complete(any, new Arrival(address.from(), message.value(), null));
        }
        leaving.left(message.source(), message.value());
    }

    private static void tell(ReceiveAnyCall call, Departure gone, Outbox out) {
        out.complete(call, new Arrival(gone.rank(), null, gone));
    }

    /**
     * Lets the call wait for a message.
     *
     * @param source incarnation of the sender for which the call waits
     * @param now present time, from which the timeout of the call counts; the call fails with TIMEOUT when it has
     *     passed
     */
    public void await(ReceiveCall call, long source, long now) {
        alarm.beginOneOfMany(now);
        waiting.add(call, source, now, source == 0 ? gone(call.from()) : null);
    }

    /** Lets the call wait for a message of any rank, like {@link #await(ReceiveCall, long, long)}. */
    public void await(ReceiveAnyCall call, long now) {
        alarm.beginOneOfMany(now);
        waiting.add(call, now);
    }

    /** Lets a held receive take its message. The call has no effect if the receive has ended. */
    public void proceed(ReceiveCall call, Outbox out) {
        Waiting held = waiting.find(call);
        if (held != null) {
            waiting.proceed(held);
            serve(call.address(), out);
        }
    }

    /** Fails a receive whose caller does not wait any more. The call has no effect if the receive has ended. */
    public void withdraw(Call<?> call, Outbox out) {
        Waiting withdrawn = waiting.find(call);
        if (withdrawn != null) {
            String detail = "the receive was taken back; it took no message";
            fail(withdrawn, new Failure(Failure.Kind.ILLEGAL_STATE, detail), out);
        }
    }

    /** Gives messages and a loss to the receives for which a held receive kept them. */
    private void serve(Address address, Outbox out) {
        boolean isServed = true;
        for (Waiting first = waiting.first(address);
                first != null && !first.isHeld() && isServed;
                first = waiting.first(address)) {
            isServed = giveNext(first, address, out);
        }
        if (stored.count(address) == 0 && !isDropping(address)) {
            waiting.lost(address).forEach(each -> end(each, each.lost(), out));
        }
        serveAny(address.communicator(), out);
    }

    private boolean giveNext(Waiting first, Address address, Outbox out) {
        boolean hasMessage = stored.count(address) > 0;
        if (!hasMessage && !isDropping(address)) {
            return false;
        }
        waiting.remove(first);
        if (hasMessage) {
            handStored(first.call(), address, out);
        } else {
            failByLoss(first.call(), address, out);
        }
        return true;
    }

    /** Tells departures to the receives from any rank, and ends those for which nothing can come any more. */
    private void serveAny(int communicator, Outbox out) {
        for (Waiting each : waiting.ofAny(communicator)) {
            ReceiveAnyCall call = (ReceiveAnyCall) each.call();
            if (giveFirst(call, out)) {
                waiting.remove(each);
            } else if (!isKept(call.lane()) && isAlone.test(communicator)) {
                end(each, CommunicatorMembers.noneLeft(), out);
            }
        }
    }

    /**
     * Removes a communicator that this process has closed. Its receives fail, and its messages are passed to the
     * consumer, which frees them.
     */
    public void forget(int communicator, Failure failure, Consumer<Value> message, Outbox out) {
        waiting.of(communicator).forEach(each -> end(each, failure, out));
        for (Stored each : stored.removeAll(communicator)) {
            room.take(each.value());
            message.accept(each.value());
            leaving.left(each.source(), each.value());
        }
        dropped.forget(communicator);
        untold.forget(communicator);
    }

    /**
     * Handles a departure after the last message of the member. Receives that wait for it fail, and in each of its
     * communicators one receive from any rank tells the departure, after the messages that a held receive keeps. If no
     * other member is left, the receives from any rank for which nothing is left fail.
     *
     * @param communicators the ids of the communicators that the member was part of
     */
    public void end(Departure gone, Collection<Integer> communicators, Failure failure, Outbox out) {
        waiting.endedBy(gone.rank(), gone.incarnation(), this::left, failure).forEach(each -> end(each, failure, out));
        for (int communicator : communicators) {
            untold.add(communicator, ++arrived, gone);
            serveAny(communicator, out);
        }
    }

    private int left(Address address) {
        return stored.count(address) + (isDropping(address) ? 1 : 0);
    }

    /** Fails every waiting receive. */
    public void endAll(Failure failure, Outbox out) {
        while (!waiting.isEmpty()) {
            end(waiting.next(), failure, out);
        }
        alarm.end();
    }

    /** Removes all waiting messages and passes each of them to the consumer once. */
    public void clear(Consumer<Value> message) {
        stored.clear().forEach(each -> message.accept(each.value()));
        dropped.clear();
        room.clear();
    }

    /** Fails the receives whose deadline has passed. */
    public void onDeadline(long now, Outbox out) {
        while (waiting.nextDeadlineNanos() <= now && !waiting.isEmpty()) {
            Waiting late = waiting.next();
            String detail = late.isHeld() && late.call() instanceof ReceiveCall receive
                    ? "the value was not sent to rank " + receive.sendsTo() + " in time, so no message was taken"
                    : "no message " + ReceiveText.late(late.call());
            fail(late, new Failure(Failure.Kind.TIMEOUT, detail), out);
        }
    }

    /** Returns the time of the next deadline of a receive, or {@link Nanos#NEVER}. */
    public long nextDeadlineNanos() {
        return waiting.nextDeadlineNanos();
    }

    /** Returns the time of the next log line about the oldest waiting receive, or {@link Nanos#NEVER} (W1). */
    public long nextLineNanos() {
        return alarm.nextLineNanos();
    }

    /**
     * Returns the receive that waits longest, if a log line about it is due. Then the next line is planned.
     *
     * @return the call, or null if no line is due
     */
    public Call<?> takeLine(long now) {
        Waiting oldest = waiting.oldest();
        return alarm.takeOldest(oldest == null ? Nanos.NEVER : oldest.since(), now) ? oldest.call() : null;
    }

    /**
     * Returns the sentence about the receive that waits longest, for example {@code receive from rank 3 under tag 7
     * waits for 30 s}.
     *
     * @param others number of members from which a receive from any rank may get a message
     */
    public String line(Call<?> call, int others, long now) {
        ReceiveText text = new ReceiveText(stored, waiting.size() - 1);
        long waited = now - alarm.sinceNanos();
        return call instanceof ReceiveCall receive && isHeld(receive)
                ? text.held(receive, waited)
                : text.line(call, others, waited);
    }

    /** Returns the rank for which a receive waits: the sender, or the rank to which its exchange still sends. */
    public int awaitedRank(ReceiveCall call) {
        return isHeld(call) ? call.sendsTo() : call.from();
    }

    private boolean isHeld(ReceiveCall call) {
        Waiting found = waiting.find(call);
        return found != null && found.isHeld();
    }

    private void fail(Waiting failed, Failure failure, Outbox out) {
        end(failed, failure, out);
        if (failed.call() instanceof ReceiveCall receive) {
            serve(receive.address(), out);
        }
    }

    private void end(Waiting ended, Failure failure, Outbox out) {
        waiting.remove(ended);
        out.fail(ended.call(), failure);
    }

    private static Failure gone(int rank) {
        return new Failure(
                Failure.Kind.MEMBER_LOST, "rank " + rank + " is not a living member, and no message of it is left");
    }
}
