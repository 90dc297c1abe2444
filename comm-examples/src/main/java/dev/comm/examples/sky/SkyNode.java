package dev.comm.examples.sky;

import dev.comm.api.CommConfig;
import dev.comm.api.work.Handlers;
import dev.comm.examples.sky.model.SkyJob;
import dev.comm.examples.sky.model.SkyModel;
import dev.comm.node.ComputeNode;

/** A compute node of the scan. It builds the model of a job once and works on the tasks of the job. */
public final class SkyNode {
    /** The name of the handler. */
    static final String HANDLER = "sky";

    private SkyModel model;

    private SkyNode() {}

    /** Joins the master that the environment names, and serves until the master shuts the node down. */
    public static void main(String[] args) {
        SkyNode node = new SkyNode();
        CommConfig.Builder config = CommConfig.fromEnvironment().types(SkyJob.class, SkyTask.class);
        System.exit(ComputeNode.run(config, Handlers.of(HANDLER, SkyTask.class, double[].class, node::compute)));
    }

    /** Computes a task. The handlers of a node with one slot run one after another, so the model needs no lock. */
    private double[] compute(SkyTask task) {
        if (model == null || !model.job().equals(task.job())) {
            model = SkyModel.build(task.job());
        }
        return task.compute(model);
    }
}
