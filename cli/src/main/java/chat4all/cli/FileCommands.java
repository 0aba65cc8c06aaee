package chat4all.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Files up and down. */
final class FileCommands {
    private FileCommands() {}

    /** Uploads a file into a conversation; a message can then carry it. */
    @Command(name = "upload", description = "${bundle:help.upload}")
    static final class Upload extends OneShot {
        @Option(
                names = {"-c", "--conversation"},
                paramLabel = "ID",
                required = true)
        private String conversation = "";

        @Parameters(paramLabel = "PATH")
        private Path file = Path.of("");

        @Override
        void run(CliApp cli, Desk desk) {
            answer(cli, desk, desk.upload(file, conversation), desk.show()::file);
        }
    }

    /** Downloads a file and checks it. */
    @Command(name = "download", description = "${bundle:help.download}")
    static final class Download extends OneShot {
        @Parameters(paramLabel = "FILE")
        private String fileId = "";

        @Option(
                names = {"-o", "--output"},
                paramLabel = "PATH",
                descriptionKey = "help.download.output")
        private @Nullable Path output;

        @Option(names = "--replace", descriptionKey = "help.download.replace")
        private boolean replace;

        @Override
        void run(CliApp cli, Desk desk) {
            Path into = desk.download(fileId, Optional.ofNullable(output), replace);
            JsonNode answer = Api.JSON.createObjectNode().put("file_id", fileId).put("path", into.toString());
            answer(cli, desk, answer, done -> desk.texts().of("show.downloaded", into));
        }
    }
}
