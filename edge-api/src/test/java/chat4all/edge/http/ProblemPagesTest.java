package chat4all.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.RejectionCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemPagesTest {
    /** {@code Problem.of(404, "not-found", …)} and the words that a status is turned into: {@code case 401 -> "…"}. */
    private static final Pattern CODE = Pattern.compile(
            "(?:Problem(?:Exception)?\\.of\\(|new Problem\\(|case )\\s*\\d{3}(?:,| ->)\\s*\"([a-z-]+)\"");

    @ParameterizedTest
    @EnumSource
    void describesEveryReasonWhyAMessageIsRefused(RejectionCode code) {
        assertThat(ProblemPages.knows(code.code())).isTrue();
    }

    @Test
    void describesEveryCodeInTheSourcesOfWhatTalksToClients() {
        var codes = Stream.of("runtime", "edge-api", "ws-push")
                .flatMap(ProblemPagesTest::codesIn)
                .collect(Collectors.toSet());

        assertThat(codes).hasSizeGreaterThan(10).allMatch(ProblemPages::knows);
    }

    /** Those that the HTTP server answers by itself: the code is made of the status, see {@code Titles}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "not-found",
                "method-not-allowed",
                "not-acceptable",
                "request-timeout",
                "payload-too-large",
                "uri-too-long",
                "unsupported-media-type",
                "expectation-failed",
                "misdirected-request",
                "upgrade-required",
                "request-header-fields-too-large",
                "not-implemented",
                "http-version-not-supported",
                "token-expired",
                "forbidden"
            })
    void describesEveryCodeThatStandsForAStatus(String code) {
        assertThat(ProblemPages.knows(code)).isTrue();
    }

    private static Stream<String> codesIn(String module) {
        try (var files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(ProblemPagesTest::text)
                    .flatMap(text -> CODE.matcher(text).results().map(match -> match.group(1)))
                    .collect(Collectors.toUnmodifiableSet())
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
