package chat4all.local;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops the stack and removes its data. */
@Command(name = "reset", mixinStandardHelpOptions = true, description = "stop everything and delete all data")
final class ResetCommand implements Callable<Integer> {

    /** Only what the stack itself made is removed, should the data directory hold anything else. */
    private static final List<String> OWN_FOLDERS = List.of("bin", "conf", "data", "logs", "run", "secrets");

    @Mixin
    private StackOptions stack = new StackOptions();

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path root = stack.data().root();
        if (!Files.isDirectory(root)) {
            System.out.println("There is no data in " + root + ".");
            return 0;
        }
        if (!yes && !confirmed(root)) {
            System.out.println("Nothing was deleted. (--yes does it without asking.)");
            return 1;
        }
        DownCommand.down(stack.data());
        for (String folder : OWN_FOLDERS) {
            delete(root.resolve(folder));
        }
        try (Stream<Path> rest = Files.list(root)) {
            if (rest.findAny().isEmpty()) {
                Files.delete(root);
            }
        }
        System.out.println("All data in " + root + " is deleted.");
        return 0;
    }

    private static boolean confirmed(Path root) {
        System.out.printf("Delete all messages, users and files in %s? [y/N] ", root);
        System.out.flush();
        // At the end of the input (no terminal, a script) the answer is no.
        Scanner input = new Scanner(System.in, Charset.defaultCharset());
        return input.hasNextLine()
                && input.nextLine().strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
