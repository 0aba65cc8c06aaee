package chat4all.topology;

import java.util.ArrayList;
import java.util.List;

/** The instances that a test has started; those that still run end with it. */
final class Instances implements AutoCloseable {
    private final List<Instance> started = new ArrayList<>();

    /** Returns when the instance is ready. */
    Instance start(TopologyConfig config) {
        Instance instance = new Instance(TopologyApp.start(config));
        started.add(instance);
        instance.awaitReady();
        return instance;
    }

    @Override
    public void close() {
        started.forEach(Instance::stop);
    }
}
