package chat4all.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResourcesTest {
    private final List<String> closed = new ArrayList<>();
    private final Resources resources = new Resources();

    @Test
    void closesInTheOppositeOrderAndGoesOnAfterAFailure() {
        resources.open(() -> closed.add("first"));
        resources.open(() -> {
            throw new IllegalStateException("stuck");
        });
        resources.open(() -> closed.add("last"));

        resources.close();

        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void closesEachOnce() {
        resources.open(() -> closed.add("only"));

        resources.close();
        resources.close();

        assertThat(closed).containsExactly("only");
    }
}
