package chat4all.local;

import chat4all.runtime.Service;
import chat4all.runtime.init.InitApp;
import java.util.List;
import java.util.stream.Stream;

/**
 * The main class of every process that runs services: starts those that its arguments name. Whichever they are, the
 * settings of all are read, so that one environment fits every process of the stack.
 */
final class Services {

    /** Among the arguments: create topics, tables and bucket first, all or nothing; alone: and then end. */
    static final String INIT = "init";

    private static final String[] NO_ARGUMENTS = {};

    private Services() {}

    public static void main(String[] args) {
        List<String> names = List.of(args);
        List<App> apps =
                Stream.of(App.values()).filter(app -> names.contains(app.id())).toList();
        if (apps.isEmpty()) {
            Service.once(INIT, ServiceConfigs::from, configs -> InitApp.run(configs.init()), NO_ARGUMENTS);
            return;
        }
        Service.run(
                String.join(", ", names), ServiceConfigs::from, configs -> start(names, apps, configs), NO_ARGUMENTS);
    }

    /** A service that is alone in its process ends with it when it cannot start; among others it is tried again. */
    private static RunningServices start(List<String> names, List<App> apps, ServiceConfigs configs) {
        if (names.contains(INIT)) {
            InitApp.run(configs.init());
            return RunningServices.start(configs, apps);
        }
        return apps.size() == 1 ? RunningServices.start(configs, apps) : RunningServices.startEach(configs, apps);
    }
}
