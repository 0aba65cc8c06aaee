package chat4all.local;

import chat4all.servers.ProcessIdentity;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor says of its stack to the other commands, and to its own successor after a crash.
 *
 * @param scale as {@link Scale} parses it
 */
record StackState(
        Phase phase,
        ProcessIdentity supervisor,
        @JsonProperty("port_offset") int portOffset,
        ServicesMode services,
        @Nullable String scale,
        boolean balanced,
        @Nullable String failure,
        List<Member> components) {

    enum Phase {
        STARTING,
        READY,
        STOPPED
    }

    /** One supervised process; without identity while it is not running. */
    record Member(String name, @Nullable ProcessIdentity process, int restarts) {}

    StackState {
        components = List.copyOf(components);
    }

    Layout layout() {
        return new Layout(new StackPorts(portOffset), services, Scale.parse(scale == null ? "" : scale), balanced);
    }

    boolean supervisorLives() {
        return supervisor.find().isPresent();
    }

    /** Processes of this stack that are alive, whether or not their supervisor is. */
    List<ProcessHandle> livingMembers() {
        return components.stream()
                .map(Member::process)
                .flatMap(process -> Optional.ofNullable(process).stream())
                .flatMap(process -> process.find().stream())
                .toList();
    }
}
