package chat4all.connectors.simulator.graph;

import chat4all.connectors.simulator.http.Answer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** One platform's part of the Graph API; its errors are thrown as refusals. */
public interface GraphSurface {
    GraphErrors errors();

    /** Whether messages can be sent from this object. */
    boolean owns(String object);

    /** Whether there is anything to see of this object. */
    boolean knows(String object);

    /** What fault rules can match in a body. */
    Map<String, String> facts(ObjectNode body);

    Answer send(ObjectNode body);

    Answer upload(Upload upload);

    /** Reads an object or one of its edges; empty when there is no such thing. */
    Optional<Answer> look(String object, String edge, Map<String, String> query);
}
