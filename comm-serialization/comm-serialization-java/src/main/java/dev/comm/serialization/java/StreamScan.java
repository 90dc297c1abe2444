package dev.comm.serialization.java;

import static java.io.ObjectStreamConstants.SC_BLOCK_DATA;
import static java.io.ObjectStreamConstants.SC_ENUM;
import static java.io.ObjectStreamConstants.SC_EXTERNALIZABLE;
import static java.io.ObjectStreamConstants.SC_SERIALIZABLE;
import static java.io.ObjectStreamConstants.SC_WRITE_METHOD;
import static java.io.ObjectStreamConstants.TC_ARRAY;
import static java.io.ObjectStreamConstants.TC_BLOCKDATA;
import static java.io.ObjectStreamConstants.TC_BLOCKDATALONG;
import static java.io.ObjectStreamConstants.TC_CLASS;
import static java.io.ObjectStreamConstants.TC_CLASSDESC;
import static java.io.ObjectStreamConstants.TC_ENDBLOCKDATA;
import static java.io.ObjectStreamConstants.TC_ENUM;
import static java.io.ObjectStreamConstants.TC_LONGSTRING;
import static java.io.ObjectStreamConstants.TC_NULL;
import static java.io.ObjectStreamConstants.TC_OBJECT;
import static java.io.ObjectStreamConstants.TC_PROXYCLASSDESC;
import static java.io.ObjectStreamConstants.TC_REFERENCE;
import static java.io.ObjectStreamConstants.TC_STRING;
import static java.io.ObjectStreamConstants.baseWireHandle;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The scan of a message, which creates no objects. It computes the cost of the sets and maps before the first key is
 * hashed, because nothing can stop the JDK's tables while they hash. It also finds each {@code Class} and each
 * description of one, because the JDK's filter sees the described class alone.
 *
 * <p>The scan follows the grammar of the stream as the JDK does when the JDK skips the data of an unknown class. A
 * declared class with its own {@code writeObject} and {@code readObject} may write its other data without its fields,
 * and the stream does not show this. From such an object on, the scan assumes that the fields were written. It may be
 * wrong then, so it only refuses a {@code Class}, which no other bytes look like. The work is then limited by the
 * length and the depth of the message, and by its time budget, which is checked between the parts. So a sender of such
 * a class can cost the reader this time, plus one key after the last check.
 */
final class StreamScan {
    private static final int DEPTH_MAX = 256;
    private static final int TABLES_MAX = 16;
    private static final int HEADER_BYTES = 4;

    /** The collections that store the class of their keys. */
    private static final Set<String> WITH_CLASS = Set.of("java.util.EnumMap", "java.util.EnumSet$SerializationProxy");

    private final ByteBuffer in;
    private final AllowList types;
    private final HashWork work;
    private final Map<Integer, Shape> shapes = new HashMap<>();
    private final Costs costs = new Costs();
    private final OpenObjects open = new OpenObjects();
    private final Set<Integer> classes = new HashSet<>();
    private final int levelsMax;
    private int levels;
    private boolean mayBeClass;
    private boolean guesses;
    private boolean metClass;
    private int depth;
    private int tables;

    private StreamScan(ByteBuffer message, AllowList types, HashWork work, int levelsMax) {
        this.in = message;
        this.types = types;
        this.work = work;
        this.levelsMax = levelsMax;
    }

    /**
     * Scans one whole message.
     *
     * @throws Refusal if the bytes are invalid or need too much work
     */
    static void check(ByteBuffer message, AllowList types, int depthMax) throws Refusal {
        ByteBuffer in = message.slice();
        StreamScan scan = new StreamScan(in, types, new HashWork(in.remaining(), depthMax), depthMax);
        try {
            in.position(HEADER_BYTES);
            scan.object();
        } catch (Refusal e) {
            scan.fail(e);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            scan.fail(Refusal.because("the bytes end in the middle of the value"));
        }
    }

    /** Refuses the message, unless the scan may have misread it. */
    private void fail(Refusal why) throws Refusal {
        if (!guesses || metClass) {
            throw why;
        }
    }

    /** Scans one object, which becomes the last object of {@link #costs}. */
    private void object() throws Refusal {
        if (++depth > DEPTH_MAX) {
            throw Refusal.because("the value is nested deeper than " + DEPTH_MAX + " levels");
        }
        byte tag = in.get();
        levels++;
        boolean isClassAllowed = mayBeClass;
        mayBeClass = false;
        switch (tag) {
            case TC_NULL -> costs.metOne();
            case TC_REFERENCE -> reference(isClassAllowed);
            case TC_OBJECT -> instance();
            case TC_ARRAY -> array();
            case TC_STRING -> text(in.getShort() & 0xFFFF);
            case TC_LONGSTRING -> text(in.getLong());
            case TC_ENUM -> {
                shape();
                int handle = costs.begin(1);
                object();
                costs.met(handle);
            }
            case TC_CLASS -> aClass(isClassAllowed);
            case TC_CLASSDESC -> throw Refusal.ofClass();
            default -> throw nothing(tag);
        }
        levels--;
        depth--;
    }

    /** Scans a class, which is a value of its own only in the collections that store the class of their keys. */
    private void aClass(boolean isAllowed) throws Refusal {
        Shape shape = required(shape());
        if (!isAllowed) {
            metClass = types.find(shape.name()) != null;
            throw metClass ? Refusal.ofClass() : Refusal.ofType(shape.name());
        }
        int handle = costs.begin(1);
        classes.add(handle);
        costs.met(handle);
    }

    /** Checks the depth. The JDK's filter does the same at each class and each reference. */
    private void checkLevel() throws Refusal {
        if (levels > levelsMax) {
            throw Refusal.because(tooDeep(levelsMax));
        }
    }

    static String tooDeep(int levelsMax) {
        return "send a flatter value, for example one list or array: the value is nested deeper than " + levelsMax
                + " levels";
    }

    static String tooLong(long elements) {
        return "an array of " + elements + " elements does not fit the bytes that are left";
    }

    private static Refusal nothing(byte tag) {
        return Refusal.because("the bytes are not a value: no object begins with " + (tag & 0xFF) + " here");
    }

    private void reference(boolean isClassAllowed) throws Refusal {
        checkLevel();
        int handle = known();
        metClass = classes.contains(handle) && !isClassAllowed;
        if (metClass || shapes.containsKey(handle)) {
            throw Refusal.ofClass();
        }
        if (open.isChangedBy(handle)) {
            throw Refusal.because("send a tree, for example with numbers in place of references: the value contains"
                    + " itself, in a record, in a collection that cannot be changed, or as a key");
        }
        costs.met(handle);
    }

    private int known() throws Refusal {
        int handle = in.getInt() - baseWireHandle;
        if (handle < 0 || handle >= costs.handles()) {
            throw Refusal.because("it refers to an object that does not exist");
        }
        return handle;
    }

    private void text(long bytes) {
        int handle = costs.begin(1);
        skip(bytes);
        costs.met(handle);
    }

    private void skip(long bytes) {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + (int) bytes);
    }

    private void array() throws Refusal {
        Shape shape = required(shape());
        boolean ofPrimitives = shape.elementBytes() > 0;
        int handle = costs.beginArray(ofPrimitives);
        int length = in.getInt();
        long bytes = (long) length * Math.max(1, shape.elementBytes());
        if (bytes > in.remaining()) {
            throw Refusal.because(tooLong(length));
        }
        if (ofPrimitives) {
            skip(bytes);
            costs.addSteps(handle, bytes / Integer.BYTES);
        } else {
            open.enter(handle, false);
            for (int i = 0; i < length; i++) {
                object();
                costs.asElement(null);
                costs.addLastTo(handle);
            }
            open.leave();
        }
        costs.met(handle);
    }

    private void instance() throws Refusal {
        Shape shape = required(shape());
        int handle = costs.beginInstance(shape.local());
        open.enter(handle, shape.local().replaced());
        part(shape, handle, 0);
        open.leave();
        costs.met(handle);
    }

    private static Shape required(Shape shape) throws Refusal {
        if (shape == null) {
            throw Refusal.because("an object has no class");
        }
        return shape;
    }

    /** Scans the data of the superclasses, then the data of the class. */
    private void part(Shape shape, int handle, int above) throws Refusal {
        if (above > DEPTH_MAX) {
            throw Refusal.because("a class has more than " + DEPTH_MAX + " superclasses");
        }
        if (shape.above() != null) {
            part(shape.above(), handle, above + 1);
        }
        if (shape.has(SC_EXTERNALIZABLE)) {
            if (!shape.has(SC_BLOCK_DATA)) {
                throw Refusal.because("type " + shape.name() + " was written in an obsolete form");
            }
            annotation(handle, Table.NONE, shape);
        } else if (shape.has(SC_SERIALIZABLE)) {
            guesses |= shape.has(SC_WRITE_METHOD) && shape.local().readsByHand();
            Table table = Table.of(shape, in);
            skip(shape.primitiveBytes());
            for (int i = 0; i < shape.references(); i++) {
                mayBeClass = WITH_CLASS.contains(shape.name());
                object();
                costs.asField(shape);
                costs.addLastTo(handle);
            }
            if (shape.has(SC_WRITE_METHOD)) {
                annotation(handle, table, shape);
            }
        }
    }

    /** Scans the data of a {@code writeObject} method up to the end mark. */
    private void annotation(int handle, Table table, Shape holder) throws Refusal {
        tables += table == Table.NONE ? 0 : 1;
        if (tables > TABLES_MAX) {
            throw Refusal.because("more than " + TABLES_MAX + " sets or maps are nested in each other");
        }
        byte tag = in.get();
        for (long index = 0; tag != TC_ENDBLOCKDATA; tag = in.get()) {
            if (tag == TC_BLOCKDATA) {
                skip(in.get() & 0xFF);
            } else if (tag == TC_BLOCKDATALONG) {
                skip(in.getInt());
            } else {
                in.position(in.position() - 1);
                if (table != Table.NONE) {
                    open.atKey(table.isKey(index));
                }
                object();
                costs.asElement(holder);
                costs.addLastTo(handle);
                if (table.isKey(index++)) {
                    costs.chargeLast(work);
                    costs.addEntry(handle);
                }
            }
        }
        if (table != Table.NONE) {
            open.atKey(false);
            tables--;
        }
    }

    private Shape shape() throws Refusal {
        byte tag = in.get();
        if (tag == TC_NULL) {
            return null;
        }
        checkLevel();
        if (tag == TC_CLASSDESC) {
            return describe();
        }
        if (tag == TC_REFERENCE) {
            return required(shapes.get(known()));
        }
        throw tag == TC_PROXYCLASSDESC ? Refusal.ofProxy() : nothing(tag);
    }

    private Shape describe() throws Refusal {
        if (++depth > DEPTH_MAX) {
            throw Refusal.because("a class has more than " + DEPTH_MAX + " superclasses");
        }
        byte[] name = new byte[Math.min(in.getShort() & 0xFFFF, in.remaining())];
        in.get(name);
        skip(Long.BYTES);
        int handle = costs.begin(0);
        int flags = in.get();
        int primitiveBytes = 0;
        int references = 0;
        int fields = in.getShort() & 0xFFFF;
        for (int i = 0; i < fields; i++) {
            int bytes = Shape.bytesOf((char) in.get());
            skip(in.getShort() & 0xFFFF);
            if (bytes < 0) {
                throw Refusal.because("a field has no type");
            }
            if (bytes == 0) {
                levels--; // the name of a type has the same level as its class
                object();
                levels++;
                references++;
            }
            primitiveBytes += bytes;
        }
        annotation(handle, Table.NONE, null);
        levels++; // the JDK counts a superclass as one more level
        Shape above = shape();
        levels--;
        costs.free(handle);
        String text = new String(name, StandardCharsets.UTF_8);
        Class<?> type = types.find(text);
        if (type != null && type.isRecord() && (flags & SC_WRITE_METHOD) != 0) {
            throw Refusal.because("record " + text + " cannot have written more than its components");
        }
        int used = (flags & SC_ENUM) != 0 ? 0 : flags;
        Shape shape = new Shape(text, used, primitiveBytes, references, above, LocalClass.of(type));
        shapes.put(handle, shape);
        depth--;
        return shape;
    }
}
