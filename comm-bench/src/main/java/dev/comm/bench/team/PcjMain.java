package dev.comm.bench.team;

import dev.comm.bench.Job;
import dev.comm.bench.Samples;
import java.nio.file.Path;
import java.util.List;
import org.pcj.PCJ;
import org.pcj.RegisterStorage;
import org.pcj.StartPoint;
import org.pcj.Storage;

/** The program for PCJ, which starts its processes itself: {@code port file work members bytes count}. */
@RegisterStorage(PcjMain.Shared.class)
public class PcjMain implements StartPoint {
    private static final String ARGUMENTS = "comm.bench.arguments";

    /** The data that members can read from each other. PCJ fills it by name. */
    @Storage(PcjMain.class)
    enum Shared {
        /** The value of a member. */
        value
    }

    private byte[] value = new byte[0];

    /** Creates the start point. PCJ calls this constructor. */
    public PcjMain() {}

    /** Deploys the members. */
    public static void main(String[] arguments) {
        Job job = Job.of(List.of(arguments).subList(2, 6));
        int port = Integer.parseInt(arguments[0]);
        var deployment = PCJ.executionBuilder(PcjMain.class);
        for (int i = 0; i < job.members(); i++) {
            deployment.addNode("localhost:" + (port + i));
        }
        deployment.addProperty(ARGUMENTS, String.join(" ", arguments)).deploy();
    }

    @Override
    public void main() throws Throwable {
        List<String> arguments = List.of(PCJ.getProperty(ARGUMENTS).split(" "));
        Job job = Job.of(arguments.subList(2, 6));
        value = new byte[job.bytes()];
        PCJ.barrier();
        Samples samples = new Pace(job, PCJ.myId(), Path.of(arguments.get(1))).play(beat(job));
        PCJ.barrier();
        if (PCJ.myId() == 0) {
            samples.write(Path.of(arguments.get(1)));
        }
    }

    private static Beat beat(Job job) {
        return switch (job.work()) {
            case BARRIER -> PCJ::barrier;
            case COLLECT -> Beat.after(PCJ::barrier, PcjMain::gather);
            case DISTRIBUTE -> Beat.after(PCJ::barrier, () -> distribute(new byte[job.bytes()]));
            default -> throw new IllegalArgumentException(job.toString());
        };
    }

    private static void gather() {
        if (PCJ.myId() == 0 && PCJ.gather(Shared.value) == null) {
            throw new IllegalStateException("PCJ gathered nothing");
        }
    }

    private static void distribute(byte[] bytes) {
        if (PCJ.myId() == 0) {
            PCJ.broadcast(bytes, Shared.value);
        }
        PCJ.waitFor(Shared.value);
        PCJ.barrier();
    }
}
