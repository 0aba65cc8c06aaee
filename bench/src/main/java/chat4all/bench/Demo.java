package chat4all.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The demos; without a name, the conversation. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Plays something through the public API, prints what happens, and ends with a check.",
        subcommands = {ConversationDemo.class, FilesDemo.class, NotificationsDemo.class, FaultsDemo.class})
public final class Demo extends Play {

    public static void main(String[] args) {
        System.exit(new CommandLine(new Demo()).execute(args));
    }

    @Override
    boolean play(Stage stage) {
        return new ConversationDemo().play(stage);
    }
}
