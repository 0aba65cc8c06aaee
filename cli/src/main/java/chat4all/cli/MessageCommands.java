package chat4all.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Messages, and what became of them. */
final class MessageCommands {
    private MessageCommands() {}

    /** Sends a message, with a file if one is named. */
    @Command(name = "send", description = "${bundle:help.send}")
    static final class Send extends OneShot {
        @Option(
                names = {"-c", "--conversation"},
                paramLabel = "ID",
                descriptionKey = "help.send.conversation")
        private @Nullable String conversation;

        @Option(
                names = {"-t", "--to"},
                paramLabel = "RECIPIENT",
                descriptionKey = "help.send.to")
        private List<String> recipients = new ArrayList<>();

        @Option(names = "--channel", paramLabel = "CHANNEL", descriptionKey = "help.send.channel")
        private List<String> channels = new ArrayList<>();

        @Option(
                names = {"-f", "--file"},
                paramLabel = "PATH",
                descriptionKey = "help.send.file")
        private @Nullable Path file;

        @Option(names = "--reply-to", paramLabel = "MESSAGE", descriptionKey = "help.send.reply")
        private @Nullable String replyTo;

        @Option(names = "--id", paramLabel = "ID", descriptionKey = "help.send.id")
        private @Nullable String id;

        @Parameters(paramLabel = "TEXT", arity = "0..1", descriptionKey = "help.send.text")
        private @Nullable String text;

        @Override
        void run(CliApp cli, Desk desk) {
            String content = content();
            if (content.isEmpty() && file == null) {
                throw Failure.usage("failure.empty");
            }
            String into = into(desk);
            Optional<String> fileId = Optional.ofNullable(file)
                    .map(path -> desk.upload(path, into).path("file_id").asText());
            Draft draft = new Draft(
                    into,
                    recipients,
                    content,
                    fileId,
                    Optional.ofNullable(replyTo),
                    channels,
                    Objects.requireNonNullElseGet(id, Draft::freshId));
            answer(cli, desk, desk.chat().send(draft), desk.show()::accepted);
        }

        private String into(Desk desk) {
            if (conversation != null) {
                return conversation;
            }
            if (recipients.size() != 1) {
                throw Failure.usage("failure.where");
            }
            return desk.chat().directWith(recipients.get(0));
        }

        private String content() {
            if (text == null || !text.equals("-")) {
                return Objects.requireNonNullElse(text, "");
            }
            try {
                return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException closed) {
                throw Failure.usage("failure.empty");
            }
        }
    }

    /** Messages of a conversation, the newest by default, oldest first. */
    @Command(name = "list", description = "${bundle:help.list}")
    static final class Messages extends OneShot {
        @Parameters(paramLabel = "CONVERSATION")
        private String conversation = "";

        @Option(
                names = {"-n", "--limit"},
                paramLabel = "N",
                defaultValue = "20",
                descriptionKey = "help.list.limit")
        private int limit;

        @Option(names = "--after", paramLabel = "SEQ", descriptionKey = "help.list.after")
        private @Nullable Long after;

        @Override
        void run(CliApp cli, Desk desk) {
            JsonNode page = desk.chat().messages(conversation, limit, Optional.ofNullable(after));
            answer(cli, desk, page, messages -> desk.show().page(messages, desk.me()));
        }
    }

    /** My conversations, the newest first. */
    @Command(name = "conversations", description = "${bundle:help.conversations}")
    static final class Conversations extends OneShot {
        @Option(
                names = {"-n", "--limit"},
                paramLabel = "N",
                defaultValue = "20",
                descriptionKey = "help.list.limit")
        private int limit;

        @Override
        void run(CliApp cli, Desk desk) {
            answer(cli, desk, desk.chat().conversations(limit), desk.show()::conversations);
        }
    }

    /** Marks one message, or a conversation up to a seq, as read. */
    @Command(name = "read", description = "${bundle:help.read}")
    static final class Read extends OneShot {
        @Parameters(paramLabel = "MESSAGE|CONVERSATION")
        private String id = "";

        @Option(names = "--up-to", paramLabel = "SEQ", descriptionKey = "help.read.upTo")
        private @Nullable Long upTo;

        @Override
        void run(CliApp cli, Desk desk) {
            JsonNode read = upTo == null ? desk.chat().read(id) : desk.chat().readUpTo(id, upTo);
            answer(cli, desk, read, done -> desk.show().status("READ"));
        }
    }

    /** What became of a message; with {@code --wait} once there is something new. */
    @Command(name = "status", description = "${bundle:help.status}")
    static final class Status extends OneShot {
        @Parameters(paramLabel = "MESSAGE")
        private String message = "";

        @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "0", descriptionKey = "help.status.wait")
        private int wait;

        @Option(names = "--after", paramLabel = "STATUS", descriptionKey = "help.status.after")
        private @Nullable String after;

        @Override
        void run(CliApp cli, Desk desk) {
            JsonNode status = desk.chat().status(message, wait, Optional.ofNullable(after));
            answer(cli, desk, status, desk.show()::statuses);
        }
    }
}
