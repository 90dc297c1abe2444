package dev.comm.testkit.contract;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The program of {@link OtherJvm}. It reads each message, compares the value, and writes a report with one line for
 * each message.
 */
final class OtherJvmMain {
    private OtherJvmMain() {}

    /**
     * Runs the program.
     *
     * @param arguments the name of the author's class and the folder of the messages
     */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        SerializerContract author = (SerializerContract) constructor.newInstance();
        Path folder = Path.of(arguments[1]);
        SerializerTrial trial = new SerializerTrial(author);
        List<String> report = new ArrayList<>();
        report.add(HexFormat.of().formatHex(trial.serializer().fingerprint()));
        List<?> values = author.values();
        for (int i = 0; i < values.size(); i++) {
            report.add(verdict(author, trial, values.get(i), Files.readAllBytes(folder.resolve(String.valueOf(i)))));
        }
        Files.write(folder.resolve(OtherJvm.REPORT), report);
    }

    private static String verdict(SerializerContract author, SerializerTrial trial, Object value, byte[] bytes) {
        try {
            Object read = trial.read(bytes, author.readAs(value));
            return author.same(value, read) ? "" : "it is not the same but a " + SerializerTrial.name(read);
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }
}
