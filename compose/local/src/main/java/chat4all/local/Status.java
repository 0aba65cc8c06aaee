package chat4all.local;

import chat4all.servers.ProcessIdentity;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stack as it is now: processes are looked up and asked, not believed from a file. */
record Status(List<Row> components) {

    enum State {
        UP,
        STARTING,
        DOWN
    }

    record Row(
            String name,
            @Nullable Long pid,
            int port,
            State state,
            int restarts,
            @JsonProperty("rss_mb") int rssMb,
            String url) {}

    /** @param otherwise what to look for in the place of a stack that was never started */
    static Status of(DataDirectory data, Layout otherwise) {
        Optional<StackState> state = new StateFile(data).read();
        Layout layout = state.map(StackState::layout).orElse(otherwise);
        Map<String, StackState.Member> members = state.map(StackState::components).orElse(List.of()).stream()
                .collect(Collectors.toMap(StackState.Member::name, Function.identity()));
        // Side by side: a frozen process takes seconds to be found out.
        return new Status(layout.parts().parallelStream()
                .map(part -> row(part, members.get(part.name())))
                .toList());
    }

    @JsonIgnore
    boolean allUp() {
        return components.stream().allMatch(row -> row.state() == State.UP);
    }

    String json() throws JsonProcessingException {
        return JsonMapper.builder().build().writeValueAsString(this);
    }

    private static Row row(Layout.Part part, StackState.@Nullable Member member) {
        int restarts = member == null ? 0 : member.restarts();
        Optional<ProcessHandle> process =
                Optional.ofNullable(member).map(StackState.Member::process).flatMap(ProcessIdentity::find);
        if (process.isEmpty()) {
            return new Row(part.name(), null, part.port(), State.DOWN, restarts, 0, part.url());
        }
        long pid = process.get().pid();
        State state = part.probe().succeeds() ? State.UP : State.STARTING;
        return new Row(part.name(), pid, part.port(), state, restarts, ResidentMemory.megabytes(pid), part.url());
    }
}
