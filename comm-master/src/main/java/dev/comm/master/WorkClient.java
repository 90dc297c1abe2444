package dev.comm.master;

import dev.comm.api.Answer;
import dev.comm.api.error.Arguments;
import dev.comm.api.work.RegistryEntry;
import dev.comm.api.work.Replies;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskRun;
import dev.comm.core.communicator.MembershipSession;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.work.BatchSpec;
import dev.comm.master.machine.work.RequestCall;
import dev.comm.master.machine.work.RequestEnd;
import dev.comm.master.machine.work.SubmitCall;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Requests and tasks for the program: encodes inputs and decodes answers on the calling thread. */
final class WorkClient {
    private final MembershipSession session;
    private final Duration timeout;

    WorkClient(MembershipSession session) {
        this.session = session;
        this.timeout = session.config().timing().collective();
    }

    /**
     * Sends a request to every living node. A node that does not serve yet receives the request when it begins to
     * serve.
     */
    <O> Replies<O> sendRequest(String handler, Object input, Class<O> out) {
        check(handler, out);
        Value value = session.codec().encode(input);
        List<RequestEnd> ends = ask(RequestCall.toAll(handler, value, timeout.toNanos()));
        ResultReader<O> answers = new ResultReader<>(session.codec(), handler, out, timeout);
        SortedMap<Integer, Answer<O>> replies = new TreeMap<>();
        ends.forEach(end -> replies.put(end.rank(), answers.reply(end)));
        return new Replies<>(replies);
    }

    /** Sends a request to one node, in the incarnation that the entry names. */
    <O> Answer<O> sendRequest(RegistryEntry to, String handler, Object input, Class<O> out) {
        Arguments.given(to, "an entry of the registry");
        check(handler, out);
        Value value = session.codec().encode(input);
        List<RequestEnd> ends = ask(RequestCall.to(to.rank(), to.incarnation(), handler, value, timeout.toNanos()));
        return new ResultReader<>(session.codec(), handler, out, timeout).reply(ends.get(0));
    }

    private static void check(String handler, Class<?> out) {
        Arguments.name(handler, "a handler's name");
        Arguments.given(out, "the type of the answer");
    }

    private List<RequestEnd> ask(RequestCall call) {
        return session.call(call, session.withSlack(timeout));
    }

    /**
     * Refuses a rank that no node of the run can have. A number of nodes is checked as the highest rank.
     *
     * @throws IllegalArgumentException if the rank is too high
     */
    void checkNode(int rank) {
        int members = session.config().limits().members();
        if (rank >= members) {
            throw new IllegalArgumentException("raise Limits.members, which is " + members + ", or choose at most "
                    + (members - 1) + ": " + rank + " is more nodes than this run admits");
        }
    }

    /** Starts a batch. Encodes the first inputs before the return, and the others during the iteration. */
    <O> TaskRun<O> submit(TaskBatch<?, O> batch) {
        checkNode(Arguments.given(batch, "a batch").options().rank());
        BatchSpec spec = BatchSpec.of(batch.handler(), batch.total(), batch.options());
        Iterator<?> inputs = batch.claimInputs();
        SubmitCall.Submitted submitted = session.call(new SubmitCall(spec), session.withSlack(timeout));
        BatchRun<O> run = new BatchRun<>(session, batch, inputs, submitted.batch());
        try {
            run.feed(submitted.wanted());
            return run;
        } catch (RuntimeException | Error e) {
            run.close();
            throw e;
        }
    }
}
