package chat4all.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;

/** Asks for one thing at a time, again while the answer cannot be right. Ctrl-C and Ctrl-D take back the question. */
final class Prompt {
    private static final char HIDDEN = '•';

    private final LineReader reader;
    private final Texts texts;

    /** The person does not want to go on with what was begun. */
    static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    Prompt(LineReader reader, Texts texts) {
        this.reader = reader;
        this.texts = texts;
    }

    /** Anything but nothing. */
    String text(String key) {
        return checked(key, answer -> !answer.isEmpty(), "ask.required");
    }

    /** Empty when left out. */
    String optional(String key) {
        return line(texts.of(key) + " " + texts.of("ask.optional") + ": ").strip();
    }

    String username() {
        return checked("ask.username", answer -> answer.matches("[A-Za-z0-9_]{3,50}"), "ask.username.rule");
    }

    String password() {
        while (true) {
            String password = unseen();
            int length = password.codePointCount(0, password.length());
            if (length >= 6 && length <= 128) {
                return password;
            }
            complain("ask.password.rule");
        }
    }

    Path file() {
        String answer =
                checked("ask.file", path -> path(path).map(Files::isRegularFile).orElse(false), "ask.file.rule");
        return path(answer).orElseThrow();
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text.replaceFirst("^~/", System.getProperty("user.home") + "/")));
        } catch (InvalidPathException impossible) {
            return Optional.empty();
        }
    }

    /** Waits for the Enter key. */
    void enter(String key) {
        line(texts.of(key) + " ");
    }

    String choice(String prompt) {
        return line(prompt).strip();
    }

    private String checked(String key, Predicate<String> right, String rule) {
        while (true) {
            String answer = line(texts.of(key) + ": ").strip();
            if (right.test(answer)) {
                return answer;
            }
            complain(rule);
        }
    }

    private void complain(String key) {
        reader.getTerminal().writer().println(Style.YELLOW.of("! " + texts.of(key), true));
        reader.getTerminal().flush();
    }

    private String line(String prompt) {
        try {
            return reader.readLine(prompt);
        } catch (UserInterruptException | EndOfFileException away) {
            throw new Cancelled();
        }
    }

    private String unseen() {
        try {
            return reader.readLine(texts.of("ask.password") + " ", HIDDEN);
        } catch (UserInterruptException | EndOfFileException away) {
            throw new Cancelled();
        }
    }
}
