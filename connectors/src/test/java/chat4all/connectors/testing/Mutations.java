package chat4all.connectors.testing;

import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Webhooks that went wrong: a field gone, one of another type, one of absurd size, an array cut off. */
public final class Mutations {
    private static final List<JsonNode> ODD = List.of(
            NullNode.getInstance(),
            BooleanNode.TRUE,
            LongNode.valueOf(Long.MAX_VALUE),
            LongNode.valueOf(-1),
            DoubleNode.valueOf(Double.MAX_VALUE),
            new BigIntegerNode(BigInteger.TEN.pow(60)),
            TextNode.valueOf(""),
            TextNode.valueOf("a\0b"),
            TextNode.valueOf("\uD83D"),
            TextNode.valueOf("\uDE00 \uD83D\uDE00 é"),
            TextNode.valueOf("x".repeat(5000)),
            TextNode.valueOf("9".repeat(30)),
            Json.MAPPER.createArrayNode(),
            Json.MAPPER.createArrayNode().add(1).addNull().add("text"),
            Json.MAPPER.createObjectNode(),
            Json.MAPPER.createObjectNode().put("id", "odd"));

    private final Random random;

    public Mutations(long seed) {
        random = new Random(seed);
    }

    /** A copy with one to four things wrong. */
    public JsonNode of(JsonNode sound) {
        JsonNode copy = sound.deepCopy();
        int wrongs = 1 + random.nextInt(4);
        for (int i = 0; i < wrongs; i++) {
            spoil(copy);
        }
        return copy;
    }

    private void spoil(JsonNode root) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        if (containers.isEmpty()) {
            return;
        }
        JsonNode container = containers.get(random.nextInt(containers.size()));
        if (container instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(3) == 0) {
                object.remove(name);
            } else {
                object.set(name, odd());
            }
        } else if (container instanceof ArrayNode array) {
            int at = random.nextInt(array.size());
            if (random.nextBoolean()) {
                array.set(at, odd());
            } else {
                while (array.size() > at) {
                    array.remove(at);
                }
            }
        }
    }

    private JsonNode odd() {
        return ODD.get(random.nextInt(ODD.size())).deepCopy();
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
