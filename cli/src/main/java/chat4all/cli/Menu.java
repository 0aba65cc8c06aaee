package chat4all.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;

/** The menu: whatever goes wrong with one choice is told, and the menu is there again. */
final class Menu {
    private final Terminal terminal;
    private final LineReader reader;
    private final Function<Texts, Desk> desks;
    private Texts texts;
    private boolean running = true;

    private Menu(Terminal terminal, Function<Texts, Desk> desks, Texts texts) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                // What people write is text, not a shell's: neither escapes nor history marks.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.BRACKETED_PASTE, true)
                .build();
        this.desks = desks;
        this.texts = texts;
    }

    /** The exit code. */
    static int run(Function<Texts, Desk> desks, Texts texts) {
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .encoding(StandardCharsets.UTF_8)
                .build()) {
            new Menu(terminal, desks, texts).loop();
            return 0;
        } catch (IOException noTerminal) {
            throw new UncheckedIOException(noTerminal);
        }
    }

    private void loop() {
        say(Style.BOLD.of(texts.of("menu.welcome"), true));
        while (running) {
            Map<String, Runnable> choices = choices();
            try {
                show();
                String choice = new Prompt(reader, texts).choice(Style.CYAN.of("› ", true));
                Runnable action = choices.get(choice);
                if (action != null) {
                    perform(action);
                } else if (!choice.isEmpty()) {
                    say(Style.YELLOW.of("! " + texts.of("menu.unknown", Plain.text(choice)), true));
                }
            } catch (Prompt.Cancelled away) {
                running = false;
            }
        }
        say(texts.of("menu.bye"));
    }

    private void perform(Runnable action) {
        try {
            action.run();
        } catch (Failure failure) {
            say(Style.RED.of("✗ ", true) + failure.explain(texts));
        } catch (Prompt.Cancelled away) {
            say(Style.FAINT.of(texts.of("menu.cancelled"), true));
        }
    }

    /** By what is typed for them. */
    private Map<String, Runnable> choices() {
        MenuActions actions = new MenuActions(desk(), new Prompt(reader, texts), reader);
        Map<String, Runnable> choices = new LinkedHashMap<>();
        choices.put("1", actions::account);
        choices.put("2", actions::send);
        choices.put("3", actions::sendFile);
        choices.put("4", actions::list);
        choices.put("5", actions::conversations);
        choices.put("6", actions::read);
        choices.put("7", actions::status);
        choices.put("8", actions::upload);
        choices.put("9", actions::download);
        choices.put("10", actions::groups);
        choices.put("11", actions::identities);
        choices.put("12", actions::listen);
        choices.put("13", actions::infrastructure);
        choices.put("l", this::changeLanguage);
        choices.put("c", this::clear);
        choices.put("q", () -> running = false);
        return choices;
    }

    private void show() {
        Desk desk = desk();
        say("");
        say(desk.chat()
                .session()
                .map(session -> Style.GREEN.of("● " + session.userId(), true))
                .orElseGet(() -> Style.YELLOW.of("○ " + texts.of("menu.signedOut"), true)));
        for (String choice : choices().keySet()) {
            say("%s  %s".formatted(Style.CYAN.of("%3s".formatted(choice), true), texts.of("menu." + choice)));
        }
    }

    private void changeLanguage() {
        texts = texts.other();
    }

    private void clear() {
        terminal.puts(Capability.clear_screen);
        terminal.flush();
    }

    /** All that is written goes through the terminal, so that nothing comes between a prompt and its line. */
    private Desk desk() {
        Desk desk = desks.apply(texts);
        PrintStream out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
        return new Desk(desk.chat(), texts, desk.show(), out, out, true);
    }

    private void say(String text) {
        terminal.writer().println(text);
        terminal.flush();
    }
}
