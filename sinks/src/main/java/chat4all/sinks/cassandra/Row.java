package chat4all.sinks.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds values by column name. An absent value stays unset: no tombstone, and the cell keeps what it had. */
final class Row {
    private BoundStatementBuilder builder;

    Row(PreparedStatement statement) {
        this.builder = statement.boundStatementBuilder();
    }

    Row text(String column, @Nullable String value) {
        if (value != null) {
            builder = builder.setString(column, value);
        }
        return this;
    }

    /** Unlike {@link #text}, an absent value empties the cell. */
    Row textOrEmpty(String column, @Nullable String value) {
        if (value == null) {
            builder = builder.setToNull(column);
        }
        return text(column, value);
    }

    Row texts(String column, List<String> value) {
        builder = builder.setList(column, value, String.class);
        return this;
    }

    Row textSet(String column, Set<String> value) {
        builder = builder.setSet(column, value, String.class);
        return this;
    }

    Row number(String column, long value) {
        builder = builder.setLong(column, value);
        return this;
    }

    Row numberIfPresent(String column, @Nullable Long value) {
        return value == null ? this : number(column, value);
    }

    Row flag(String column, @Nullable Boolean value) {
        if (value != null) {
            builder = builder.setBoolean(column, value);
        }
        return this;
    }

    Row integer(String column, int value) {
        builder = builder.setInt(column, value);
        return this;
    }

    Row time(String column, @Nullable Instant value) {
        if (value != null) {
            builder = builder.setInstant(column, value);
        }
        return this;
    }

    BoundStatement bound() {
        return builder.build();
    }
}
