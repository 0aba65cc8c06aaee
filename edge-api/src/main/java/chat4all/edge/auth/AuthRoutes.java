package chat4all.edge.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat4all.edge.cassandra.UserTable;
import chat4all.edge.cassandra.UserTable.User;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Fields;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.Violation;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Registration, tokens and the public keys. A user id is the username, prefixed {@code user_} unless it begins so. */
public final class AuthRoutes implements AutoCloseable {
    private static final Pattern USERNAME = Pattern.compile("^[A-Za-z0-9_]{3,50}$");
    private static final Pattern EMAIL = Pattern.compile("^[^\\s\\p{Cc}@]{1,64}@[^\\s\\p{Cc}@]{1,189}$");
    private static final int SHORTEST_PASSWORD = 6;
    private static final int LONGEST_PASSWORD = 128;
    private static final String USER_PREFIX = "user_";

    private final UserTable users;
    private final TokenIssuer issuer;
    private final Answers answers;
    private final Passwords passwords = new Passwords();
    private final LoginAttempts attempts = new LoginAttempts();
    private final byte[] publicKeys;

    public AuthRoutes(UserTable users, TokenIssuer issuer, Answers answers) {
        this.users = users;
        this.issuer = issuer;
        this.answers = answers;
        this.publicKeys = issuer.publicKeys().toString().getBytes(UTF_8);
    }

    public void register(RoutesConfig routes) {
        routes.post("/auth/register", this::register);
        routes.post("/auth/token", this::token);
        routes.get("/.well-known/jwks.json", context -> context.header("Cache-Control", "public, max-age=300")
                .contentType("application/json")
                .result(publicKeys));
    }

    record Registered(
            String userId, String username, @Nullable String email, Instant createdAt) {}

    record Token(String accessToken, String tokenType, long expiresIn, String userId) {}

    private void register(Context context) {
        var fields = Fields.of(context);
        var username = fields.text("username");
        var password = fields.text("password");
        var email = fields.optionalText("email");
        check(fields, username, password, email);
        answers.later(context, () -> create(username, password, email), (to, user) -> {
            if (user == null) {
                throw ProblemException.of(409, "username-taken", "This username is taken.");
            }
            Answers.json(to, 201, new Registered(user.userId(), username, email, user.createdAt()));
        });
    }

    private CompletableFuture<@Nullable User> create(String username, String password, @Nullable String email) {
        return passwords.hash(password).thenCompose(hash -> {
            var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            var user = new User(userId(username), username, email, hash, now);
            return users.insert(user).thenApply(inserted -> inserted ? user : null);
        });
    }

    private void token(Context context) {
        var fields = Fields.of(context);
        var username = fields.text("username");
        var password = fields.text("password");
        fields.finish();
        // What cannot be a name counts as one, so that nobody fills the memory with long ones.
        var attempt = attempts.begin(USERNAME.matcher(username).matches() ? username : "", context.ip());
        answers.later(context, () -> matches(username, password), (to, matches) -> {
            if (!matches) {
                throw ProblemException.of(401, "unauthenticated", "The username or the password is wrong.")
                        .header("WWW-Authenticate", "Bearer realm=\"chat4all\"");
            }
            attempt.succeeded();
            var userId = userId(username);
            to.header("Cache-Control", "no-store");
            var lifetime = issuer.lifetime().toSeconds();
            Answers.json(to, 200, new Token(issuer.issue(userId), "Bearer", lifetime, userId));
        });
    }

    private CompletableFuture<Boolean> matches(String username, String password) {
        if (!USERNAME.matcher(username).matches() || password.length() > LONGEST_PASSWORD * 2) {
            return passwords.matches("", null);
        }
        return users.find(userId(username)).thenCompose(found -> {
            // user_alice may not log in as alice's account: the two names share one id and only one of them owns it.
            var hash = found.filter(user -> user.username().equals(username)).map(User::passwordHash);
            return passwords.matches(password, hash.orElse(null));
        });
    }

    private static void check(Fields fields, String username, String password, @Nullable String email) {
        if (!USERNAME.matcher(username).matches()) {
            fields.refuse("/username", Violation.INVALID, "must match " + USERNAME.pattern());
        }
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST_PASSWORD
                || length > LONGEST_PASSWORD
                || password.chars().anyMatch(Character::isISOControl)) {
            fields.refuse("/password", Violation.INVALID, "must have 6 to 128 characters, none of them a control");
        }
        if (email != null && !EMAIL.matcher(email).matches()) {
            fields.refuse("/email", Violation.INVALID, "must be an e-mail address");
        }
        fields.finish();
    }

    private static String userId(String username) {
        return username.startsWith(USER_PREFIX) ? username : USER_PREFIX + username;
    }

    @Override
    public void close() {
        passwords.close();
    }
}
