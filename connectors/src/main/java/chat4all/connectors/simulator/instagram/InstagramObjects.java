package chat4all.connectors.simulator.instagram;

import chat4all.connectors.simulator.world.ChatMessage;
import chat4all.connectors.simulator.world.People;
import chat4all.connectors.simulator.world.Person;
import chat4all.connectors.simulator.world.Platform;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What can be read back: the account, persons, messages. */
record InstagramObjects(String igId, People people) {

    Optional<ObjectNode> find(String id) {
        if (id.equals(igId)) {
            var account = Json.MAPPER.createObjectNode().put("id", igId).put("user_id", igId);
            return Optional.of(account.put("username", "chat4all").put("name", "Chat4All"));
        }
        return people.locked(() -> id.startsWith("aWdf")
                ? message(id)
                : people.find("instagram:" + id).map(InstagramObjects::profile));
    }

    private static ObjectNode profile(Person person) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", person.addresses().igsid())
                .put("name", person.name())
                .put("username", person.addresses().username())
                .put(
                        "profile_pic",
                        "https://lookaside.example/" + person.addresses().igsid());
    }

    private Optional<ObjectNode> message(String mid) {
        for (var person : people.all()) {
            var found = person.chat(Platform.INSTAGRAM).message(mid);
            if (found.isPresent()) {
                return Optional.of(view(person, found.get()));
            }
        }
        return Optional.empty();
    }

    private ObjectNode view(Person person, ChatMessage message) {
        var view = Json.MAPPER
                .createObjectNode()
                .put("id", message.id())
                .put("created_time", message.at().toString());
        var igsid = person.addresses().igsid();
        view.putObject("from").put("id", message.fromPerson() ? igsid : igId);
        view.putObject("to").putArray("data").addObject().put("id", message.fromPerson() ? igId : igsid);
        return view.put("message", message.text());
    }
}
