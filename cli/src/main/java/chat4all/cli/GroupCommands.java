package chat4all.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Groups and their members. */
@Command(name = "groups", description = "${bundle:help.groups}")
final class GroupCommands {
    @ParentCommand
    private @Nullable CliApp cli;

    @Command(description = "${bundle:help.groups.create}")
    int create(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "MEMBER", arity = "0..*") @Nullable List<String> members,
            @Option(names = "--description", paramLabel = "TEXT") @Nullable String description) {
        return group(desk -> desk.chat()
                .createGroup(name, Optional.ofNullable(description), members == null ? new ArrayList<>() : members));
    }

    @Command(description = "${bundle:help.groups.show}")
    int show(@Parameters(paramLabel = "GROUP") String group) {
        return group(desk -> desk.chat().group(group));
    }

    @Command(description = "${bundle:help.groups.add}")
    int add(@Parameters(paramLabel = "GROUP") String group, @Parameters(paramLabel = "MEMBER") String user) {
        return done(desk -> desk.chat().addMember(group, user));
    }

    @Command(description = "${bundle:help.groups.remove}")
    int remove(@Parameters(paramLabel = "GROUP") String group, @Parameters(paramLabel = "MEMBER") String user) {
        return done(desk -> desk.chat().removeMember(group, user));
    }

    @Command(description = "${bundle:help.groups.promote}")
    int promote(@Parameters(paramLabel = "GROUP") String group, @Parameters(paramLabel = "MEMBER") String user) {
        return done(desk -> desk.chat().promote(group, user));
    }

    @Command(description = "${bundle:help.groups.leave}")
    int leave(@Parameters(paramLabel = "GROUP") String group) {
        return done(desk -> desk.chat().leaveGroup(group));
    }

    private int group(Function<Desk, JsonNode> call) {
        return OneShot.run(cli, call, (desk, group) -> desk.show().group(group));
    }

    private int done(Function<Desk, JsonNode> call) {
        return OneShot.run(cli, call, (desk, answer) -> desk.texts().of("show.done"));
    }
}
