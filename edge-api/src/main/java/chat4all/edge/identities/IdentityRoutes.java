package chat4all.edge.identities;

import chat4all.edge.cassandra.IdentityTable.Change;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Fields;
import chat4all.edge.http.Problems;
import chat4all.edge.identities.Identities.Linked;
import chat4all.edge.identities.Identities.Linking;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.Channel;
import chat4all.schemas.Identity;
import chat4all.schemas.Violation;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /v1/users/identities}: what is the caller's on the platforms. Nobody learns whose an identity is. */
public final class IdentityRoutes {
    private static final String PATH = "/v1/users/identities";
    private static final String PLATFORMS =
            Arrays.stream(Channel.values()).map(Channel::prefix).collect(Collectors.joining(", "));

    private final Authentication authentication;
    private final Identities identities;
    private final Answers answers;

    public IdentityRoutes(Authentication authentication, Identities identities, Answers answers) {
        this.authentication = authentication;
        this.identities = identities;
        this.answers = answers;
    }

    public void register(RoutesConfig routes) {
        routes.post(PATH, this::link);
        routes.get(PATH, this::list);
        routes.delete(PATH + "/{platform}/{value}", this::unlink);
        routes.get(PATH + "/{platform}/{value}/changes", this::changes);
    }

    record IdentityView(Channel platform, String value, Instant linkedAt) {
        static IdentityView of(Linked linked) {
            return new IdentityView(
                    linked.identity().platform(), linked.identity().value(), linked.since());
        }
    }

    record Listed(List<IdentityView> identities) {}

    private void link(Context context) {
        var user = authentication.caller(context);
        var identity = identity(Fields.of(context));
        answers.later(context, () -> identities.link(user, identity), (to, linking) -> {
            if (linking instanceof Linking.Taken) {
                throw ProblemException.of(409, "identity-taken", "This identity is linked to somebody else.");
            }
            if (linking instanceof Linking.TooMany) {
                throw ProblemException.of(
                        422, "too-many-identities", "You have linked " + Identities.MOST + " identities; unlink one.");
            }
            var done = (Linking.Done) linking;
            Answers.json(to, done.anew() ? 201 : 200, IdentityView.of(done.linked()));
        });
    }

    private void list(Context context) {
        var user = authentication.caller(context);
        answers.later(
                context,
                () -> identities.of(user),
                (to, linked) -> Answers.json(
                        to,
                        200,
                        new Listed(linked.stream().map(IdentityView::of).toList())));
    }

    /** @param changedBy null for who is not the caller: an operator, say */
    record ChangeView(String change, @Nullable String changedBy, Instant at) {
        static ChangeView of(Change change, String caller) {
            return new ChangeView(change.change(), change.changedBy().equals(caller) ? caller : null, change.at());
        }
    }

    record Changed(List<ChangeView> changes) {}

    /** To who never had it, it is as if it did not exist. */
    private void changes(Context context) {
        var user = authentication.caller(context);
        var identity = named(context);
        answers.later(context, () -> identities.changes(user, identity), (to, changes) -> {
            if (changes.isEmpty()) {
                throw Problems.notFound("identity");
            }
            Answers.json(
                    to,
                    200,
                    new Changed(changes.stream()
                            .map(change -> ChangeView.of(change, user))
                            .toList()));
        });
    }

    private static Identity named(Context context) {
        return Channel.of(context.pathParam("platform"))
                .flatMap(platform -> Identity.of(platform, context.pathParam("value")))
                .orElseThrow(() -> Problems.notFound("identity"));
    }

    private void unlink(Context context) {
        var user = authentication.caller(context);
        var identity = named(context);
        answers.later(context, () -> identities.unlink(user, identity), (to, unlinked) -> {
            if (!unlinked) {
                throw Problems.notFound("identity");
            }
            to.status(204);
        });
    }

    private static Identity identity(Fields fields) {
        var platform = fields.text("platform");
        var value = fields.text("value");
        var channel = Channel.of(platform);
        if (channel.isEmpty()) {
            fields.refuse("/platform", Violation.INVALID, "must be one of " + PLATFORMS);
        }
        var identity = channel.flatMap(known -> Identity.of(known, value));
        if (channel.isPresent() && identity.isEmpty()) {
            fields.refuse(
                    "/value", Violation.INVALID, "must be " + channel.get().expectedPerson());
        }
        fields.finish();
        return identity.orElseThrow();
    }
}
