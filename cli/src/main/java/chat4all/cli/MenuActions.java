package chat4all.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jline.reader.LineReader;

/** What each line of the menu does: it asks, does, and shows. */
final class MenuActions {
    private static final int PAGE = 20;

    private final Desk desk;
    private final Prompt prompt;
    private final LineReader reader;
    private final Texts texts;

    MenuActions(Desk desk, Prompt prompt, LineReader reader) {
        this.desk = desk;
        this.prompt = prompt;
        this.reader = reader;
        this.texts = desk.texts();
    }

    /** Signs in; somebody new is registered on the way. */
    void account() {
        if (prompt.optional("ask.isNew").isEmpty()) {
            signIn(prompt.username(), prompt.password());
            return;
        }
        String username = prompt.username();
        String password = prompt.password();
        desk.chat().register(username, password, optional("ask.email"));
        signIn(username, password);
    }

    private void signIn(String username, String password) {
        Session session = desk.chat().login(username, password);
        desk.line(texts.of("show.signedIn", session.userId()));
    }

    void send() {
        send(draft());
    }

    void sendFile() {
        Path file = prompt.file();
        String conversation = prompt.text("ask.conversation");
        String text = prompt.optional("ask.text");
        String fileId = desk.upload(file, conversation).path("file_id").asText();
        send(Draft.text(conversation, List.of(), text).withFile(fileId));
    }

    private void send(Draft draft) {
        desk.line(desk.show().accepted(desk.chat().send(draft)));
    }

    private Draft draft() {
        desk.chat().signedIn();
        List<String> recipients = words(prompt.optional("ask.recipients"));
        if (recipients.size() == 1) {
            Optional<String> conversation = optional("ask.conversationOrNone");
            String id = conversation.orElseGet(() -> desk.chat().directWith(recipients.get(0)));
            return Draft.text(id, recipients, prompt.text("ask.text"));
        }
        return Draft.text(prompt.text("ask.conversation"), recipients, prompt.text("ask.text"));
    }

    void list() {
        JsonNode page = desk.chat().messages(prompt.text("ask.conversation"), PAGE, Optional.empty());
        desk.line(desk.show().page(page, desk.me()));
    }

    void conversations() {
        desk.line(desk.show().conversations(desk.chat().conversations(PAGE)));
    }

    void read() {
        desk.chat().read(prompt.text("ask.message"));
        desk.line(desk.show().status("READ"));
    }

    void status() {
        desk.line(desk.show().statuses(desk.chat().status(prompt.text("ask.message"), 0, Optional.empty())));
    }

    void upload() {
        Path file = prompt.file();
        desk.line(desk.show().file(desk.upload(file, prompt.text("ask.conversation"))));
    }

    void download() {
        String fileId = prompt.text("ask.fileId");
        Optional<Path> target = optional("ask.target").map(Path::of);
        desk.line(texts.of("show.downloaded", desk.download(fileId, target, false)));
    }

    void groups() {
        switch (prompt.choice(texts.of("ask.groups") + " ")) {
            case "1" -> {
                String name = prompt.text("ask.name");
                Optional<String> description = optional("ask.description");
                List<String> members = words(prompt.optional("ask.members"));
                show(desk.chat().createGroup(name, description, members));
            }
            case "2" -> show(desk.chat().group(prompt.text("ask.group")));
            case "3" -> done(() -> desk.chat().addMember(prompt.text("ask.group"), prompt.text("ask.user")));
            case "4" -> done(() -> desk.chat().removeMember(prompt.text("ask.group"), prompt.text("ask.user")));
            case "5" -> done(() -> desk.chat().promote(prompt.text("ask.group"), prompt.text("ask.user")));
            case "6" -> done(() -> desk.chat().leaveGroup(prompt.text("ask.group")));
            default -> throw new Prompt.Cancelled();
        }
    }

    void identities() {
        switch (prompt.choice(texts.of("ask.identities") + " ")) {
            case "1" -> desk.line(desk.show().identities(desk.chat().identities()));
            case "2" -> done(() -> desk.chat().link(prompt.text("ask.platform"), prompt.text("ask.value")));
            case "3" -> done(() -> desk.chat().unlink(prompt.text("ask.platform"), prompt.text("ask.value")));
            default -> throw new Prompt.Cancelled();
        }
    }

    /** Frames appear above the prompt until Enter is pressed. */
    void listen() {
        Notifications.Ear ear = new Notifications.Ear() {
            @Override
            public void heard(JsonNode frame) {
                String line = desk.show().frame(frame);
                if (!line.isEmpty()) {
                    reader.printAbove(line);
                }
            }

            @Override
            public void interrupted() {
                reader.printAbove(texts.of("show.interrupted"));
            }
        };
        try (Notifications notifications = desk.chat().notifications(ear)) {
            notifications.open();
            prompt.enter("ask.enterToStop");
        }
    }

    void infrastructure() {
        desk.line(desk.show().infrastructure(desk.chat().infrastructure()));
    }

    private void show(JsonNode group) {
        desk.line(desk.show().group(group));
    }

    private void done(Runnable call) {
        call.run();
        desk.line(texts.of("show.done"));
    }

    private Optional<String> optional(String key) {
        return Optional.of(prompt.optional(key)).filter(answer -> !answer.isEmpty());
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
