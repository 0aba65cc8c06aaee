package chat4all.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A few people who do a little of everything: write, repeat themselves, err, read, and talk to every platform. */
final class LightTraffic implements AutoCloseable {
    /** Within what the platforms allow for one chat. */
    private static final int ROUNDS_PER_CALL = 10;

    private static final String PHONE = "5511988887777";
    private static final String INSTAGRAM = "900000000000001";
    private static final String TELEGRAM = "900001";

    private final Api joao;
    private final Api simulator;
    private final Socket maria;
    private final String conversation = "conv_" + UUID.randomUUID();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private int round;

    private final ScheduledFuture<?> going;

    private LightTraffic(Stack stack) {
        joao = Api.login(stack.api(), "user_a", "pass_a");
        simulator = Api.anonymous(stack.simulator());
        maria = Socket.connect(stack.webSocket(), Api.login(stack.api(), "user_b", "pass_b").token);
        going = timer.scheduleWithFixedDelay(this::goRound, 0, 200, TimeUnit.MILLISECONDS);
    }

    static LightTraffic start(Stack stack) {
        LightTraffic traffic = new LightTraffic(stack);
        traffic.simulator.post("/sim/users", customer());
        return traffic;
    }

    /** A round that fails is the last. */
    boolean isGoingOn() {
        return !going.isDone();
    }

    private void goRound() {
        String id = "round-" + round++;
        joao.message(conversation, "user_b", "olá", id);
        joao.message(conversation, "user_b", "olá", id);
        joao.message(conversation, "nobody:", "olá", null);
        joao.history(conversation);
        if (round % ROUNDS_PER_CALL == 0) {
            talkToPlatforms();
        }
    }

    private void talkToPlatforms() {
        joao.message(conversation + "-w", "whatsapp:+" + PHONE, "oi", null);
        joao.message(conversation + "-i", "instagram:" + INSTAGRAM, "oi", null);
        joao.message(conversation + "-t", "telegram:" + TELEGRAM, "oi", null);
        simulator.post(
                "/sim/users/customer/send",
                Api.JSON.createObjectNode().put("platform", "whatsapp").put("text", "bom dia"));
    }

    private static ObjectNode customer() {
        return Api.JSON
                .createObjectNode()
                .put("id", "customer")
                .put("phone", PHONE)
                .put("igsid", INSTAGRAM)
                .put("tg_id", TELEGRAM);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        maria.close();
    }
}
