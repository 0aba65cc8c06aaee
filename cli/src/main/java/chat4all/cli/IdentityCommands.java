package chat4all.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The accounts on other platforms that are linked to the user. */
@Command(name = "identities", description = "${bundle:help.identities}")
final class IdentityCommands {
    @ParentCommand
    private @Nullable CliApp cli;

    @Command(description = "${bundle:help.identities.list}")
    int list() {
        return OneShot.run(cli, desk -> desk.chat().identities(), (desk, answer) -> desk.show()
                .identities(answer));
    }

    @Command(description = "${bundle:help.identities.link}")
    int link(@Parameters(paramLabel = "PLATFORM") String platform, @Parameters(paramLabel = "VALUE") String value) {
        return OneShot.run(cli, desk -> desk.chat().link(platform, value), (desk, answer) -> desk.texts()
                .of("show.done"));
    }

    @Command(description = "${bundle:help.identities.unlink}")
    int unlink(@Parameters(paramLabel = "PLATFORM") String platform, @Parameters(paramLabel = "VALUE") String value) {
        return OneShot.run(cli, desk -> desk.chat().unlink(platform, value), (desk, answer) -> desk.texts()
                .of("show.done"));
    }
}
