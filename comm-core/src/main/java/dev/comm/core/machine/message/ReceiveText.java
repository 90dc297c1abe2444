package dev.comm.core.machine.message;

import dev.comm.core.machine.Call;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.ReceiveCall.Address;

/**
 * The texts about receives that wait.
 *
 * @param stored the messages of which none is for the receive
 * @param more number of further receives that wait
 */
record ReceiveText(StoredMessages stored, int more) {
    /** Returns the end of the sentence about a receive that got no message in time. */
    static String late(Call<?> call) {
        if (call instanceof ReceiveCall receive) {
            return "of rank " + receive.from() + " under tag " + receive.tag() + within(receive.timeoutNanos());
        }
        ReceiveAnyCall any = (ReceiveAnyCall) call;
        return "of any rank under tag " + any.tag() + within(any.timeoutNanos());
    }

    private static String within(long nanos) {
        return " came within " + nanos / 1_000_000 + " ms";
    }

    /** Returns the sentence about the receive that waits longest (W1). */
    String line(Call<?> call, int others, long waitedNanos) {
        String time = time(waitedNanos);
        if (call instanceof ReceiveCall receive) {
            String from = "rank " + receive.from() + " under tag " + receive.tag();
            return (receive.isExchange()
                            ? "exchange waits for the message of " + from + " for "
                            : "receive from " + from + " waits for ")
                    + time
                    + rest(receive.address().communicator(), receive.from(), "messages of that rank");
        }
        ReceiveAnyCall any = (ReceiveAnyCall) call;
        return "receiveAny waits for any of " + others + " ranks under tag " + any.tag() + " for " + time
                + rest(any.communicator(), -1, "messages");
    }

    /** Returns the sentence about an exchange that waits for its send (W1). */
    String held(ReceiveCall call, long waitedNanos) {
        return "exchange waits for its send to rank " + call.sendsTo() + " for " + time(waitedNanos)
                + "; then it takes the message of rank " + call.from() + " under tag " + call.tag();
    }

    private String time(long waitedNanos) {
        return Nanos.text(waitedNanos) + (more == 0 ? "" : ", and " + more + " more wait");
    }

    /** Describes the messages that the receive does not take. */
    private String rest(int communicator, int from, String what) {
        int underOtherTags = stored.count(each -> isFrom(each, from) && each.communicator() == communicator);
        int inOthers = stored.count(each -> isFrom(each, from) && each.communicator() != communicator);
        return (underOtherTags == 0 ? "" : "; " + what + " under other tags: " + underOtherTags)
                + (inOthers == 0 ? "" : "; " + what + " in other communicators: " + inOthers);
    }

    private static boolean isFrom(Address address, int from) {
        return from < 0 || address.from() == from;
    }
}
