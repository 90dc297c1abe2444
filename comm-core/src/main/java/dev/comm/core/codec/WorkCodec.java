package dev.comm.core.codec;

import dev.comm.api.protocol.WorkCommand.Cancel;
import dev.comm.api.protocol.WorkCommand.Progress;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.ResultAck;
import dev.comm.api.protocol.WorkCommand.ResultAsk;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.api.protocol.WorkCommand.Status;
import java.util.List;

/** The codecs of the commands of requests and tasks. */
final class WorkCodec {
    static final EnumCodes<Status> STATUSES =
            new EnumCodes<>(1, List.of(Status.DONE, Status.FAILED, Status.RETURNED, Status.CANCELLED, Status.UNKNOWN));

    static final List<CommandCodec<?>> CODECS = List.of(
            new CommandCodec<>(Serving.class, WorkCodec::writeServing, WorkCodec::serving),
            new CommandCodec<>(Request.class, WorkCodec::writeRequest, WorkCodec::request),
            new CommandCodec<>(Result.class, WorkCodec::writeResult, WorkCodec::result),
            new CommandCodec<>(
                    ResultAck.class,
                    (out, ack) -> writeAttempt(out, ack.id(), ack.attempt()),
                    in -> new ResultAck(in.i64(), in.i32())),
            new CommandCodec<>(
                    Cancel.class,
                    (out, cancel) -> writeAttempt(out, cancel.id(), cancel.attempt()),
                    in -> new Cancel(in.i64(), in.i32())),
            new CommandCodec<>(
                    ResultAsk.class,
                    (out, ask) -> writeAttempt(out, ask.id(), ask.attempt()),
                    in -> new ResultAsk(in.i64(), in.i32())),
            new CommandCodec<>(Progress.class, WorkCodec::writeProgress, WorkCodec::progress));

    private WorkCodec() {}

    private static void writeServing(WireWriter out, Serving serving) {
        out.flag(serving.on());
        out.list(serving.handlers(), WireWriter::name);
    }

    private static Serving serving(WireReader in) {
        return new Serving(in.flag(), in.list(WireReader::string));
    }

    private static void writeRequest(WireWriter out, Request request) {
        writeAttempt(out, request.id(), request.attempt());
        out.name(request.handler());
        out.flag(request.task());
        out.nanosOrNone(request.timeoutNanos());
        SharedFields.write(out, request.content());
    }

    private static Request request(WireReader in) {
        return new Request(in.i64(), in.i32(), in.string(), in.flag(), in.nanosOrNone(), SharedFields.content(in));
    }

    private static void writeResult(WireWriter out, Result result) {
        writeAttempt(out, result.id(), result.attempt());
        out.code(STATUSES, result.status());
        SharedFields.write(out, result.content());
    }

    private static Result result(WireReader in) {
        return new Result(in.i64(), in.i32(), in.code(STATUSES, "status"), SharedFields.content(in));
    }

    /** Writes the progress. A fraction outside of 0 to 1 is replaced by the nearer bound, and NaN by 0. */
    private static void writeProgress(WireWriter out, Progress progress) {
        writeAttempt(out, progress.id(), progress.attempt());
        double fraction = progress.fraction();
        out.f64(fraction >= 0 ? Math.min(fraction, 1) : 0);
    }

    private static Progress progress(WireReader in) {
        long id = in.i64();
        int attempt = in.i32();
        double fraction = in.f64();
        if (!(fraction >= 0 && fraction <= 1)) {
            throw in.broken("progress is from 0 to 1, not " + fraction);
        }
        return new Progress(id, attempt, fraction);
    }

    private static void writeAttempt(WireWriter out, long id, int attempt) {
        out.i64(id);
        out.i32(attempt);
    }
}
