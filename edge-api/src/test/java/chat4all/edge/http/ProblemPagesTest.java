package chat4all.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.RejectionCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemPagesTest {

    @ParameterizedTest
    @EnumSource
    void describesEveryReasonWhyAMessageIsRefused(RejectionCode code) {
        assertThat(ProblemPages.knows(code.code())).isTrue();
    }
}
