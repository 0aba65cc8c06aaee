package chat4all.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;

/**
 * Maria has two devices. What João writes comes to both at once; what comes while one is switched off is there, in
 * order and once, when it is on again; and João sees that she has read.
 */
@Command(
        name = "notifications",
        mixinStandardHelpOptions = true,
        description = "Two devices of one person: live, switched off, and caught up again.")
final class NotificationsDemo extends Play {

    @Override
    boolean play(Stage stage) {
        stage.say("title");
        var api = stage.api();
        var conversationId = "demo_" + Long.toString(System.currentTimeMillis(), 36);
        var joao = Friend.comesIn("João", "joao", api);
        var maria = Friend.comesIn("Maria", "maria", api);
        joao.listens(PATIENCE);

        try (var computer = device(stage, "notifications.computer", maria, conversationId, 0)) {
            long lastSeen;
            try (var phone = device(stage, "notifications.phone", maria, conversationId, 0)) {
                tell(stage, joao, maria, conversationId, 1, List.of(computer, phone));
                lastSeen = phone.seqs().get(0);
            }
            stage.say("notifications.off", stage.words().of("notifications.phone"));
            var last = "";
            for (int line = 2; line <= 4; line++) {
                last = tell(stage, joao, maria, conversationId, line, List.of(computer));
            }
            computer.reads(4);
            joao.await(frame -> frame.path("status").asText().equals("READ"), "MESSAGE_STATUS", last, PATIENCE);
            stage.say("notifications.read", joao.name());

            stage.say("notifications.on", stage.words().of("notifications.phone"), lastSeen);
            try (var phone = device(stage, "notifications.phone", maria, conversationId, lastSeen)) {
                // A gateway that resumes from a list that is a moment behind looks at it again within seconds.
                phone.awaitSeq(4);
                stage.fact("notifications.told", phone.name(), phone.seqs());
                boolean right = computer.seqs().equals(List.of(1L, 2L, 3L, 4L))
                        && phone.seqs().equals(List.of(2L, 3L, 4L));
                return stage.verdict(right, "notifications.right");
            }
        }
    }

    private static Device device(Stage stage, String name, Friend owner, String conversationId, long lastSeq) {
        var device = Device.switchedOn(stage.words().of(name), owner, stage.api(), conversationId, lastSeq);
        stage.say("notifications.connected", owner.name(), device.name());
        return device;
    }

    /** The message id, after every device that is on was told. */
    private static String tell(
            Stage stage, Friend from, Friend to, String conversationId, int line, List<Device> devices) {
        var text = stage.words().of("notifications.line." + line);
        long started = System.nanoTime();
        var messageId = from.says(text, to, conversationId);
        stage.out().printf("%s → %s: %s%n", from.name(), to.name(), text);
        var times = new ArrayList<String>();
        for (var device : devices) {
            device.awaitMessage(messageId);
            times.add(String.format("%s %.1f ms", device.name(), (System.nanoTime() - started) / 1e6));
        }
        stage.fact("notifications.heard", String.join(", ", times));
        return Objects.requireNonNull(messageId);
    }
}
