package chat4all.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accounts. A password is never an argument: other users of the machine could read it. */
final class AccountCommands {
    private AccountCommands() {}

    /** Signs in; later commands are this user's. */
    @Command(name = "login", description = "${bundle:help.login}")
    static final class Login extends OneShot {
        @Parameters(paramLabel = "USERNAME")
        private String username = "";

        @Override
        void run(CliApp cli, Desk desk) {
            Session session = desk.chat().login(username, password(cli, desk));
            if (cli.json()) {
                desk.json(Api.JSON
                        .createObjectNode()
                        .put("user_id", session.userId())
                        .put("expires_at", session.expiresAt().toString()));
            } else {
                desk.line(desk.texts().of("show.signedIn", session.userId()));
            }
        }
    }

    /** Makes an account; signing in is a step of its own. */
    @Command(name = "register", description = "${bundle:help.register}")
    static final class Register extends OneShot {
        @Parameters(paramLabel = "USERNAME")
        private String username = "";

        @Option(names = "--email")
        private @Nullable String email;

        @Override
        void run(CliApp cli, Desk desk) {
            answer(
                    cli,
                    desk,
                    desk.chat().register(username, password(cli, desk), Optional.ofNullable(email)),
                    user -> desk.texts()
                            .of("show.registered", user.path("user_id").asText()));
        }
    }

    /** Forgets the token. */
    @Command(name = "logout", description = "${bundle:help.logout}")
    static final class Logout extends OneShot {
        @Override
        void run(CliApp cli, Desk desk) {
            desk.chat().logout();
        }
    }

    /** From {@code CHAT4ALL_PASSWORD}, or asked for unseen, or the first line of the standard input. */
    private static String password(CliApp cli, Desk desk) {
        String given = cli.variable("CHAT4ALL_PASSWORD");
        if (!given.isEmpty()) {
            return given;
        }
        if (desk.people()) {
            char[] typed = Objects.requireNonNull(System.console())
                    .readPassword("%s ", desk.texts().of("ask.password"));
            return typed == null ? "" : new String(typed);
        }
        try {
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            return Objects.requireNonNullElse(input.readLine(), "");
        } catch (IOException closed) {
            return "";
        }
    }
}
