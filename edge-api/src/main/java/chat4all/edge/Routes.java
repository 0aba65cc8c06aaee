package chat4all.edge;

import chat4all.edge.auth.AuthRoutes;
import chat4all.edge.auth.TokenIssuer;
import chat4all.edge.cassandra.CarriedFileTable;
import chat4all.edge.cassandra.ChannelTable;
import chat4all.edge.cassandra.ConversationTable;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.cassandra.FileTable;
import chat4all.edge.cassandra.IdentityTable;
import chat4all.edge.cassandra.MemberTable;
import chat4all.edge.cassandra.MessageTable;
import chat4all.edge.cassandra.UnfinishedUploadTable;
import chat4all.edge.cassandra.UploadTable;
import chat4all.edge.cassandra.UserConversationTable;
import chat4all.edge.cassandra.UserTable;
import chat4all.edge.cassandra.WatermarkTable;
import chat4all.edge.changes.MessageChangeRoutes;
import chat4all.edge.channels.Reachability;
import chat4all.edge.commands.Decisions;
import chat4all.edge.commands.Stamps;
import chat4all.edge.conversations.ConversationRoutes;
import chat4all.edge.conversations.KnownUsers;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.docs.DocsRoutes;
import chat4all.edge.files.FileAccess;
import chat4all.edge.files.FileRoutes;
import chat4all.edge.files.MessageFiles;
import chat4all.edge.history.ConversationSight;
import chat4all.edge.history.EventsRoute;
import chat4all.edge.history.HistoryRoute;
import chat4all.edge.history.MessageLookup;
import chat4all.edge.history.MessageRoute;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Cors;
import chat4all.edge.http.ProblemPages;
import chat4all.edge.identities.Identities;
import chat4all.edge.identities.IdentityRoutes;
import chat4all.edge.ids.KeyedHash;
import chat4all.edge.inbox.InboxRoute;
import chat4all.edge.messages.RecentAccepts;
import chat4all.edge.messages.SendRoute;
import chat4all.edge.status.StatusRoutes;
import chat4all.edge.thumbnails.ThumbnailRoute;
import chat4all.edge.thumbnails.Thumbnailer;
import chat4all.edge.uploads.ReleasedFiles;
import chat4all.edge.uploads.UploadRoutes;
import chat4all.edge.web.WebPage;
import chat4all.runtime.Resources;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/** Every route of the API and the page, each with what it needs; read it by feature. */
final class Routes {
    private final EdgeConfig config;
    private final Backends backends;
    private final Resources parts;
    private final Authentication authentication;
    private final TokenIssuer issuer;
    private final MeterRegistry meters;

    private final Answers answers;
    private final KeyedHash hash;
    private final Stamps stamps;
    private final Decisions decisions;
    private final EventTable events;
    private final MemberTable members;
    private final MessageTable messages;
    private final WatermarkTable watermarks;
    private final ConversationTable conversations;
    private final FileTable fileTable;
    private final CarriedFileTable carriedFiles;
    private final UserTable users;
    private final KnownUsers known;
    private final Memberships memberships;
    private final Identities identities;
    private final RecentAccepts recent;
    private final MessageLookup lookup;
    private final MessageFiles carried;
    private final StatusRoutes status;

    Routes(
            EdgeConfig config,
            Backends backends,
            Resources parts,
            Authentication authentication,
            TokenIssuer issuer,
            MeterRegistry meters) {
        this.config = config;
        this.backends = backends;
        this.parts = parts;
        this.authentication = authentication;
        this.issuer = issuer;
        this.meters = meters;

        var cassandra = backends.cassandra();
        answers = parts.open(new Answers(meters));
        hash = new KeyedHash(config.idSecret());
        stamps = new Stamps(hash);
        decisions = new Decisions(backends.writer(), backends.topology());
        events = new EventTable(cassandra);
        members = new MemberTable(cassandra);
        messages = new MessageTable(cassandra);
        watermarks = new WatermarkTable(cassandra);
        conversations = new ConversationTable(cassandra);
        fileTable = new FileTable(cassandra);
        carriedFiles = new CarriedFileTable(cassandra);
        users = new UserTable(cassandra);
        known = new KnownUsers(users);
        memberships = new Memberships(backends.topology(), members);
        identities = new Identities(new IdentityTable(cassandra));
        recent = new RecentAccepts(backends.topology());
        lookup = new MessageLookup(backends.topology(), messages, memberships, recent);
        carried = new MessageFiles(fileTable, carriedFiles, memberships);
        status = new StatusRoutes(
                authentication,
                memberships,
                lookup,
                recent,
                new StatusRoutes.Tables(events, messages, members, watermarks),
                backends.writer(),
                answers);
    }

    void register(RoutesConfig routes) {
        routes.before(new Cors(config.corsOrigins()));
        routes.get("/problems/{code}", new ProblemPages());
        new DocsRoutes().register(routes);
        accounts(routes);
        messages(routes);
        conversations(routes);
        files(routes);
        status.register(routes);
        new WebPage(config.web(), config.s3().publicEndpoint()).register(routes);
    }

    /** Whoever waits for a status is answered before the server stops. */
    StatusRoutes status() {
        return status;
    }

    private void accounts(RoutesConfig routes) {
        parts.open(new AuthRoutes(users, issuer, answers)).register(routes);
        new IdentityRoutes(authentication, identities, answers).register(routes);
    }

    private void messages(RoutesConfig routes) {
        routes.post(
                "/v1/messages",
                new SendRoute(
                        authentication,
                        new SendRoute.Parts(
                                memberships,
                                known,
                                identities,
                                new Reachability(new ChannelTable(backends.cassandra()), InstantSource.system()),
                                backends.idempotency(),
                                backends.writer(),
                                recent),
                        carried,
                        hash,
                        answers,
                        meters));
        routes.get("/v1/messages/{id}", new MessageRoute(authentication, lookup, events, carried, answers));
        new MessageChangeRoutes(authentication, lookup, events, messages, stamps, decisions, answers).register(routes);
    }

    private void conversations(RoutesConfig routes) {
        var lists = new UserConversationTable(backends.cassandra());
        var sight = new ConversationSight(memberships, members, recent);
        routes.get(
                "/v1/conversations",
                new InboxRoute(
                        authentication,
                        new InboxRoute.Tables(lists, conversations, members, watermarks, events, carried),
                        answers));
        new ConversationRoutes(
                        authentication,
                        memberships,
                        known,
                        new ConversationRoutes.Sources(backends.topology(), conversations, members, watermarks),
                        new ConversationRoutes.Changing(hash, stamps, decisions),
                        answers)
                .register(routes);
        routes.get(
                "/v1/conversations/{id}/messages", new HistoryRoute(authentication, sight, events, carried, answers));
        routes.get("/v1/conversations/{id}/events", new EventsRoute(authentication, sight, events, carried, answers));
    }

    private void files(RoutesConfig routes) {
        var store = backends.store();
        var access = new FileAccess(fileTable, carriedFiles, memberships);
        var uploads = new UploadTable(backends.cassandra());
        parts.open(new ReleasedFiles(uploads, carriedFiles, store, InstantSource.system(), meters))
                .start();
        var thumbnails = parts.open(new Thumbnailer(uploads, store, meters));
        parts.open(new UploadRoutes(
                        authentication,
                        new UploadRoutes.Parts(
                                uploads,
                                new UnfinishedUploadTable(backends.cassandra()),
                                store,
                                access,
                                config.files()),
                        thumbnails::offer,
                        answers,
                        meters))
                .register(routes);
        routes.get("/v1/files/{id}/thumbnail", new ThumbnailRoute(authentication, access, thumbnails, answers));
        new FileRoutes(
                        new FileRoutes.Parts(
                                authentication, fileTable, access, store, config.files(), thumbnails::offer),
                        answers,
                        meters)
                .register(routes);
    }
}
