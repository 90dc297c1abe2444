package dev.comm.core.value;

import dev.comm.api.Elementwise;
import dev.comm.api.Payload;
import dev.comm.api.Slice;
import dev.comm.api.error.Arguments;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.Value;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * The combination of the values of all ranks by an operator that Comm knows. It is a left fold in the order of the
 * contributions, element by element (R1). The elements come from the received bytes, in pieces, so the fold needs one
 * array for the result and one piece.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ElementwiseFold {
    private static final int PIECE = 64 << 10;

    private final Elementwise operator;
    private final ArrayForm form;
    private final int count;
    private final Object result;
    private final Object piece;

    private ElementwiseFold(Elementwise operator, ArrayForm form, int count) {
        this.operator = operator;
        this.form = form;
        this.count = count;
        this.result = form.create(count);
        this.piece = form.create(Math.min(count, PIECE / form.width()));
    }

    /**
     * Refuses a value that the operator can never combine. The value null is possible here; it fails the collective.
     *
     * @throws IllegalArgumentException if the type of the value does not fit the operator
     */
    public static void check(Elementwise operator, Object value) {
        if (value == null) {
            return;
        }
        boolean isBitwise = Arguments.given(operator, "an operator").isBitwise();
        Object given = value instanceof Slice<?> slice ? slice.array() : value;
        boolean isWhole =
                given instanceof int[] || given instanceof long[] || given instanceof Integer || given instanceof Long;
        boolean isReal = given instanceof float[] || given instanceof double[] || given instanceof Double;
        if (!isWhole && !(isBitwise ? given instanceof Boolean : isReal)) {
            throw new IllegalArgumentException("give "
                    + (isBitwise
                            ? "int[], long[], Integer, Long or Boolean"
                            : "int[], long[], float[], double[], Integer, Long or Double")
                    + " to " + operator + ", not " + given.getClass().getTypeName());
        }
    }

    /** Returns whether a value is an array that an operator can combine. */
    public static boolean isArray(Object value) {
        return value instanceof int[]
                || value instanceof long[]
                || value instanceof float[]
                || value instanceof double[];
    }

    /**
     * The combined values.
     *
     * @param value the combination as bytes, for other members
     * @param array the combination as an array that only the reader has, or null if the values are numbers
     */
    public record Folded(Value value, Object array) {}

    /**
     * Combines values of one type and length.
     *
     * @param given values in the order of the fold, at least one
     * @throws CollectiveFailedException if a value is null or an error, or if types or lengths differ
     */
    public static Folded fold(Elementwise operator, List<Contribution> given) {
        given.forEach(ElementwiseFold::refuseMissing);
        Content like = given.get(0).value().content();
        BuiltInForm value = BuiltInForm.ofCode(like.form());
        ArrayForm form = elements(value);
        if (form == null) {
            throw new CollectiveFailedException("give numbers or arrays of numbers to " + operator + ": rank "
                    + given.get(0).rank() + " gave another value");
        }
        given.forEach(each -> refuseUnlike(given.get(0), each));
        boolean isOne = value.code() != form.form().code();
        if (isOne ? like.length() != form.width() : like.length() % form.width() != 0) {
            throw new CollectiveFailedException(
                    "use the same version of Comm on all members: a value has " + like.length() + " bytes");
        }
        ElementwiseFold fold = new ElementwiseFold(operator, form, Math.toIntExact(like.length() / form.width()));
        fold.read(given.get(0).value().payload());
        given.stream().skip(1).forEach(each -> fold.combine(each.value().payload()));
        return new Folded(fold.result(value), isOne ? null : fold.result);
    }

    private static void refuseMissing(Contribution each) {
        Content.Kind kind = each.value().content().kind();
        if (kind == Content.Kind.FAILED) {
            throw new CollectiveFailedException(
                    "rank " + each.rank() + " could not give its value: " + ValueCodec.error(each.value()));
        }
        if (kind != Content.Kind.VALUE) {
            throw new CollectiveFailedException("give a value on every rank: rank " + each.rank() + " gave null");
        }
    }

    private static void refuseUnlike(Contribution first, Contribution each) {
        Content one = first.value().content();
        Content other = each.value().content();
        if (one.form() != other.form() || one.length() != other.length()) {
            throw new CollectiveFailedException("give values of one type and length on all ranks: rank " + each.rank()
                    + " gave " + word(other) + ", rank " + first.rank() + " gave " + word(one));
        }
    }

    private static String word(Content content) {
        BuiltInForm value = BuiltInForm.ofCode(content.form());
        ArrayForm form = value == null ? null : ArrayForm.of(value);
        if (form != null) {
            return String.format(Locale.ROOT, "%,d %s", content.length() / form.width(), form.word());
        }
        return value == null ? "an unknown form" : "a value of the form " + value;
    }

    /** Returns the elements of a value. A number is an array of one element, and a truth value is one byte. */
    private static ArrayForm elements(BuiltInForm value) {
        return switch (value) {
            case INT, INTS -> ArrayForm.INTS;
            case LONG, LONGS -> ArrayForm.LONGS;
            case DOUBLE, DOUBLES -> ArrayForm.DOUBLES;
            case FLOATS -> ArrayForm.FLOATS;
            case BOOLEAN -> ArrayForm.BYTES;
            case RAW, SERIALIZED, STRING, ERROR, PAYLOAD -> null;
        };
    }

    private void read(Payload first) {
        if (first instanceof ArrayPayload own) {
            own.copyInto(Slice.of(result));
            return;
        }
        for (int done = 0; done < count; done += pieceAt(done)) {
            form.get(bytes(first, done), result, done, pieceAt(done));
        }
    }

    private void combine(Payload next) {
        for (int done = 0; done < count; done += pieceAt(done)) {
            form.get(bytes(next, done), piece, 0, pieceAt(done));
            combinePiece(done, pieceAt(done));
        }
    }

    private int pieceAt(int done) {
        return Math.min(PIECE / form.width(), count - done);
    }

    private ByteBuffer bytes(Payload payload, int done) {
        return payload.slice((long) done * form.width(), pieceAt(done) * form.width());
    }

    private void combinePiece(int at, int length) {
        switch (form) {
            case INTS -> IntElements.combine(operator, (int[]) result, at, (int[]) piece, length);
            case LONGS -> LongElements.combine(operator, (long[]) result, at, (long[]) piece, length);
            case DOUBLES -> DoubleElements.combine(operator, (double[]) result, at, (double[]) piece, length);
            case FLOATS -> FloatElements.combine(operator, (float[]) result, at, (float[]) piece, length);
            case BYTES -> combineTruth((byte[]) result, (byte[]) piece);
        }
    }

    private void combineTruth(byte[] into, byte[] more) {
        boolean one = into[0] != 0;
        boolean other = more[0] != 0;
        boolean both = switch (operator) {
            case AND -> one & other;
            case OR -> one | other;
            case XOR -> one ^ other;
            case SUM, PRODUCT, MIN, MAX -> throw new IllegalArgumentException(operator + " needs numbers");
        };
        into[0] = (byte) (both ? 1 : 0);
    }

    private Value result(BuiltInForm value) {
        Payload bytes = form.write(result);
        return new Value(new Content(Content.Kind.VALUE, value.code(), bytes.length()), bytes);
    }
}
