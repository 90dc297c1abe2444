package dev.comm.tests.process;

import dev.comm.api.Answer;
import dev.comm.api.CallOptions;
import dev.comm.api.Collected;
import dev.comm.api.Communicator;
import dev.comm.api.Distributed;
import dev.comm.api.Elementwise;
import dev.comm.api.Reduced;
import dev.comm.api.Verdict;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.api.error.CommException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The commands of a {@link SpmdMember}. Each returns one line, which is equal on all survivors if the contract requires
 * it.
 */
final class SpmdCommands {
    private Communicator comm;

    SpmdCommands(Communicator comm) {
        this.comm = comm;
    }

    String run(String command, String... args) {
        try {
            return switch (command) {
                case "barrier" -> verdict(args.length == 0 ? comm.barrier() : comm.barrier(millis(args[0])));
                case "collect" -> collected(comm.collect(bytes(Integer.parseInt(args[0]), comm.rank())));
                case "collect-null" -> collected(comm.collect(null));
                case "collect-sample" -> collected(comm.collect(new Sample(comm.rank(), "hello")));
                case "collect-undeclared" -> collected(comm.collect(new Undeclared(comm.rank())));
                case "collect-bad" -> collected(comm.collect(new Object()));
                case "collect-each" -> collectEach(Integer.parseInt(args[0]));
                case "gather" -> collected(comm.allGather(comm.rank() * 10L));
                case "distribute" -> distribute(Integer.parseInt(args[0]));
                case "scatter" -> scatter();
                case "reduce" -> reduced(comm.reduce(1L << comm.rank(), Long::sum));
                case "all-reduce" -> reduced(comm.allReduce(1L << comm.rank(), Long::sum));
                case "all-to-all" -> allToAll();
                case "fold" -> fold();
                case "send" -> send(args);
                case "receive" -> "value=" + comm.receive(Integer.parseInt(args[0]), String.class, millis(args[1]));
                case "dup" -> dup();
                case "many-distribute" -> new ManyRounds(comm, args).distribute();
                case "many-collect" -> new ManyRounds(comm, args).collect();
                case "usage" -> Usage.now().toString();
                case "count-classes" -> new CountedBarrier(comm, Integer.parseInt(args[0])).play();
                case "view" -> "members=" + comm.view().members().keySet() + " epoch=" + comm.epoch();
                default -> "unknown command " + command;
            };
        } catch (CollectiveTimeoutException e) {
            return "threw CollectiveTimeoutException missing=" + e.missing();
        } catch (CommException | IllegalStateException e) {
            return "threw " + e.getClass().getSimpleName() + " " + e.getMessage();
        }
    }

    /** A serializable type that no member declares. */
    private record Undeclared(int rank) implements Serializable {}

    private String collectEach(int size) {
        Map<Integer, String> seen = new TreeMap<>();
        Verdict verdict = comm.collectEach(
                bytes(size, comm.rank()),
                (Answer<byte[]> each) -> seen.put(
                        each.rank(),
                        each.isPresent()
                                ? checksum(each.value())
                                : String.valueOf(each.departure().cause())));
        return verdict(verdict) + (comm.rank() == 0 ? " values=" + seen : "");
    }

    private String distribute(int size) {
        Distributed<byte[]> given = comm.distribute(() -> bytes(size, 7));
        return verdict(given.verdict()) + " crc=" + checksum(given.value());
    }

    private String scatter() {
        Distributed<Long> part = comm.scatter(() -> {
            List<Long> parts = new ArrayList<>();
            for (long r = 0; r < comm.size(); r++) {
                parts.add(r * r);
            }
            return parts;
        });
        return verdict(part.verdict()) + (part.value() == (long) comm.rank() * comm.rank() ? " right" : " WRONG");
    }

    private String send(String[] args) {
        comm.with(CallOptions.DEFAULT).send(Integer.parseInt(args[0]), args[1]);
        return "sent";
    }

    private String dup() {
        comm = comm.dup();
        return "ok";
    }

    private String collected(Collected<?> all) {
        Map<Integer, String> values = new TreeMap<>();
        all.forEach(each -> values.put(each.rank(), describe(each)));
        return verdict(all.verdict()) + (values.isEmpty() ? "" : " values=" + values);
    }

    /** Gives each rank but the last one a text, and checks what the others gave. */
    private String allToAll() {
        List<String> mine = new ArrayList<>();
        for (int rank = 0; rank < comm.size() - 1; rank++) {
            mine.add(comm.rank() + " to " + rank);
        }
        Collected<String> all = comm.allToAll(mine);
        boolean isLast = comm.rank() == comm.size() - 1;
        List<Integer> ranks = new ArrayList<>();
        boolean right = true;
        for (Answer<String> each : all) {
            if (each.isPresent()) {
                ranks.add(each.rank());
                right &= Objects.equals(each.value(), isLast ? null : each.rank() + " to " + comm.rank());
            }
        }
        return verdict(all.verdict()) + (right ? " right " : " WRONG ") + ranks;
    }

    /** Sums values that show the order of the additions. */
    private String fold() {
        double[] values = {comm.rank() == 0 ? 1e16 : comm.rank() == 2 ? -1e16 : 1, comm.rank() + 0.5};
        Reduced<double[]> sum = comm.allReduce(values, Elementwise.SUM);
        return verdict(sum.verdict()) + " value=" + Arrays.toString(sum.value());
    }

    private static String reduced(Reduced<Long> result) {
        return verdict(result.verdict()) + (result.value() == null ? "" : " value=" + result.value());
    }

    private static String describe(Answer<?> each) {
        if (each.departure() != null) {
            return each.departure().cause().toString();
        }
        if (each.failure() != null) {
            return "failed";
        }
        return each.value() instanceof byte[] bytes ? checksum(bytes) : String.valueOf(each.value());
    }

    private static String verdict(Verdict verdict) {
        Map<Integer, String> causes = new TreeMap<>();
        verdict.departures()
                .forEach((rank, gone) -> causes.put(rank, gone.cause().toString()));
        return "epoch=" + verdict.epoch() + " sequence=" + verdict.sequence() + " survivors=" + verdict.survivors()
                + " departed=" + causes;
    }

    static byte[] bytes(int size, int seed) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + seed);
        }
        return bytes;
    }

    static String checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return bytes.length + ":" + Long.toHexString(crc.getValue());
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}
